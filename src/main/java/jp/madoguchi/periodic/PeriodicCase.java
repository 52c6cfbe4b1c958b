package jp.madoguchi.periodic;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.LimitFacts;
import jp.madoguchi.lending.LimitFinding;
import org.jspecify.annotations.Nullable;

/**
 * A review as the reviewer has it in front, unmasked, at one moment.
 *
 * @param month first day of the month that made it due
 * @param askedAt when a certificate was asked for; null = it was not
 * @param present limit in force
 * @param findings the tasks that concern a limit in force
 * @param largest the largest limit below the present one that law and terms carry; 0 = none
 * @param fingerprint of the facts; binds the decision
 * @param isOver nothing is found any more, or the contract ended: the review ended by itself
 */
public record PeriodicCase(
        UUID ref,
        MemberNo memberNo,
        String name,
        String kana,
        ReviewKind kind,
        LocalDate month,
        LocalDate dueBy,
        @Nullable Instant askedAt,
        LimitFacts facts,
        Yen present,
        List<LimitFinding> findings,
        Yen largest,
        String fingerprint,
        boolean isOver) {

    boolean isOpen(String code) {
        return findings.stream()
                .anyMatch(finding -> finding.code().equals(code) && finding.result() != LimitFinding.Result.OK);
    }

    /** A limit that cap or certificate do not carry is cut (貸金業法 13条の4). */
    public boolean mayBeKept() {
        return !isOpen("TOTAL_LENDING") && !isOpen("INCOME_CERTIFICATE") && !isOpen("BUREAU_ANSWER");
    }
}
