package jp.madoguchi.lending;

import java.time.LocalDate;
import java.util.UUID;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Yen;

/** The way to a credit bureau (指定信用情報機関). */
interface Bureau {

    /**
     * Whom it is asked about.
     *
     * @param ref of the inquiry; asked again with the same ref, it is one inquiry
     */
    record Question(UUID ref, MemberNo memberNo, String name, String kana, LocalDate birthDate) {}

    /**
     * What it knows.
     *
     * @param balance at other moneylenders, housing loans and banks left out (DOMAIN §3)
     * @param lenders how many of them
     * @param defaultOnFile whether a default (異動) is on file
     * @param selfExcluded whether the person asked lenders not to lend (貸付自粛)
     */
    record Report(Yen balance, int lenders, boolean defaultOnFile, boolean selfExcluded) {}

    /** The bureau cannot be reached, or declines to answer now. */
    final class Unavailable extends Exception {}

    /** May take long; who asks gives up by interrupting. */
    Report ask(Question question) throws Unavailable, InterruptedException;
}
