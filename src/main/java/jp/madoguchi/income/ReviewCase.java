package jp.madoguchi.income;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;

/**
 * All that a reviewer has in front: the papers of one sending and the facts on file, unmasked, at one moment.
 *
 * @param asOf when it was read
 * @param typed what was typed before, by whomever
 * @param fingerprint SHA-256 of what is shown; a decision names it
 */
public record ReviewCase(
        UUID sending,
        MemberNo memberNo,
        Instant asOf,
        Instant receivedAt,
        List<Paper> papers,
        Facts facts,
        Typed typed,
        String fingerprint) {

    /**
     * One paper of the sending.
     *
     * @param pages how many; null until it is rendered
     */
    public record Paper(
            UUID certificate,
            @Nullable CertificateKind kind,
            CertificateState state,
            @Nullable Integer pages) {}

    /**
     * What stands on file.
     *
     * @param employerSince first day of the workplace on file
     * @param income what counts now; null = none on file
     * @param others what is owed to other moneylenders; null = never said
     */
    public record Facts(
            String name,
            String kana,
            LocalDate birthDate,
            @Nullable String employer,
            @Nullable LocalDate employerSince,
            @Nullable Income income,
            @Nullable Yen declared,
            @Nullable Others others,
            @Nullable Yen creditLimit,
            @Nullable Yen balance) {

        /** Own limit and others' balances against a third of an income. */
        LendingCap cap(Yen annualIncome, int divisor) {
            return LendingCap.of(
                    annualIncome,
                    creditLimit == null ? Yen.ZERO : creditLimit,
                    others == null ? Yen.ZERO : others.balance(),
                    divisor);
        }
    }

    /**
     * Income in force.
     *
     * @param proved by a certificate, else declared
     * @param reopened whether a change of workplace since asks for a new one
     */
    public record Income(
            Yen annual,
            boolean proved,
            @Nullable LocalDate paperOn,
            @Nullable LocalDate renewOn,
            boolean reopened) {}

    /** Other lenders' balances as last reported. */
    public record Others(Yen balance, int lenders, LocalDate reportedOn) {}

    /** The certificates of the sending in one state. */
    List<UUID> papersIn(CertificateState state) {
        return papers.stream()
                .filter(paper -> paper.state() == state)
                .map(Paper::certificate)
                .toList();
    }

    LocalDate receivedOn() {
        return Tokyo.date(receivedAt);
    }
}
