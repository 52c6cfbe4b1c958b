package jp.madoguchi.demo;

import java.time.LocalDate;

/**
 * Whom a certificate is about.
 *
 * @param income of a year, in yen
 */
public record Person(
        String memberNo, String name, String kana, String address, LocalDate born, String employer, int income) {

    /** The same person, working elsewhere. */
    Person at(String otherEmployer) {
        return new Person(memberNo, name, kana, address, born, otherEmployer, income);
    }

    /** The same life under another name. */
    Person called(String otherName, String otherKana) {
        return new Person(memberNo, otherName, otherKana, address, born, employer, income);
    }

    /** Invented and well formed: the check digit fits (番号法施行令 8条). */
    String myNumber() {
        var eleven = "1234" + memberNo.substring(memberNo.length() - 7);
        var sum = 0;
        for (var n = 1; n <= eleven.length(); n++) {
            sum += (eleven.charAt(eleven.length() - n) - '0') * (n <= 6 ? n + 1 : n - 5);
        }
        var rest = sum % 11;
        return eleven + (rest <= 1 ? 0 : 11 - rest);
    }
}
