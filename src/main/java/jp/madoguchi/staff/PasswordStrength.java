package jp.madoguchi.staff;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;

/** Which passwords staff may not choose: short ones, and those that a patient guesser finds (zxcvbn below 3 of 4). */
final class PasswordStrength {

    static final int SHORTEST = 12;
    static final int LONGEST = 100;
    private static final int ENOUGH = 3;
    private static final Zxcvbn GUESSER = new Zxcvbn();

    private PasswordStrength() {}

    static boolean isWeak(String password, Account account) {
        var length = password.codePointCount(0, password.length());
        return length < SHORTEST
                || length > LONGEST
                || GUESSER.measure(
                                        password,
                                        List.of(
                                                account.signInName(),
                                                account.staffNo().value(),
                                                account.name(),
                                                "madoguchi",
                                                "窓口"))
                                .getScore()
                        < ENOUGH;
    }
}
