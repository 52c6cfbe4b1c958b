package jp.madoguchi.identity;

import java.util.regex.Pattern;

/** The number of a driver's licence (運転免許証番号): its check digit finds most slips of reading, and proves nothing (DOMAIN §4). */
final class LicenceNumber {

    private static final Pattern FORMAT = Pattern.compile("[0-9]{12}");

    /** Of the public safety commission that issued the first licence; 00 = exchanged for a foreign one. */
    private static final Pattern COMMISSION =
            Pattern.compile("00|1[0-4]|2[0-5]|30|4[0-9]|5[0-5]|6[0-5]|7[0-4]|8[0-3]|9[0-7]");

    private static final int[] WEIGHTS = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};

    private LicenceNumber() {}

    static boolean isTwelveDigits(String text) {
        return FORMAT.matcher(text).matches();
    }

    /** @param twelve digits; whether commission and check digit fit */
    static boolean isPlausible(String twelve) {
        var sum = 0;
        for (var i = 0; i < WEIGHTS.length; i++) {
            sum += (twelve.charAt(i) - '0') * WEIGHTS[i];
        }
        var check = (11 - sum % 11) % 10;
        return COMMISSION.matcher(twelve.substring(0, 2)).matches() && twelve.charAt(WEIGHTS.length) - '0' == check;
    }
}
