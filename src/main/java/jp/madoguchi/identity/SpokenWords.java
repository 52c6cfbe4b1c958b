package jp.madoguchi.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a caller says is compared by keys: width, case, blanks and what everybody leaves out do not matter. */
final class SpokenWords {

    private static final Pattern BETWEEN = Pattern.compile("[\\s・,、.。()\\p{Pd}\u2212]");
    private static final Pattern LEGAL_FORM =
            Pattern.compile("株式会社|有限会社|合同会社|合資会社|合名会社|一般社団法人|一般財団法人|医療法人|学校法人|社会福祉法人|\\(株\\)|\\(有\\)|\\(同\\)");
    private static final Pattern BANK = Pattern.compile("(銀行|信用金庫|信金|信用組合|信組|農業協同組合|農協|労働金庫)$");
    private static final Pattern NOT_A_DIGIT = Pattern.compile("[^0-9]");
    private static final Pattern YEN = Pattern.compile("(?:([0-9]+)万)?(?:([0-9]+)千)?([0-9]*)");

    private SpokenWords() {}

    static String key(String words) {
        return BETWEEN.matcher(plain(words)).replaceAll("");
    }

    static String email(String words) {
        return plain(words).strip();
    }

    /** Without the legal form (株式会社, (株), …). */
    static String employer(String words) {
        return key(LEGAL_FORM.matcher(plain(words)).replaceAll(""));
    }

    /** Without 銀行, 信用金庫 and the like at its end, unless nothing else is left. */
    static String bank(String words) {
        var key = key(words);
        var bare = BANK.matcher(key).replaceAll("");
        return bare.isEmpty() ? key : bare;
    }

    /** Digits alone, +81 read as 0. */
    static String phone(String words) {
        var plain = plain(words).strip();
        var digits = NOT_A_DIGIT.matcher(plain).replaceAll("");
        return plain.startsWith("+81") ? "0" + digits.substring(2) : digits;
    }

    /** 13000, 13,000円, 1万3000, 1万3千; -1 when it is no amount. */
    static long yen(String words) {
        var key = key(words).replace("円", "").replace("¥", "").replace("\\", "");
        var matcher = YEN.matcher(key);
        if (key.isEmpty() || key.length() > 12 || !matcher.matches()) {
            return -1;
        }
        return number(matcher.group(1)) * 10_000 + number(matcher.group(2)) * 1_000 + number(matcher.group(3));
    }

    private static long number(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private static String plain(String words) {
        return Normalizer.normalize(words, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
