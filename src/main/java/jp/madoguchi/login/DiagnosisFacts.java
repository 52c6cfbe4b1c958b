package jp.madoguchi.login;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the diagnosis looks at, all at one moment.
 *
 * @param contract the latest; null when there never was one
 * @param openLocks oldest first
 * @param lastClearedAt when a lock was cleared last
 * @param outages of the member page, the app and ATMs
 * @param attempts those within the settings' look-back (diagnosis.look_back_hours), newest first
 * @param attemptsLeft before member page and app lock
 * @param limitZero the credit limit is 0 yen
 * @param borrowingStopped a stop of new borrowing is in force
 * @param lateSince due date of the oldest repayment that is missing
 */
public record DiagnosisFacts(
        @Nullable Contract contract,
        @Nullable Instant dormantSince,
        @Nullable Instant lastLoginAt,
        List<Lock> openLocks,
        @Nullable Instant lastClearedAt,
        List<Outage> outages,
        @Nullable Maintenance maintenance,
        List<Attempt> attempts,
        int attemptsLeft,
        boolean limitZero,
        boolean borrowingStopped,
        @Nullable LocalDate lateSince) {

    /**
     * @param state code of contract.state
     * @param endedOn null while it is in force
     */
    public record Contract(
            String state, LocalDate startedOn, @Nullable LocalDate endedOn) {}

    /** Whether the contract lets anybody in at all. */
    boolean isUnderContract() {
        return contract != null && contract.endedOn() == null;
    }

    /** The latest attempt on the member page or the app. */
    Optional<Attempt> latestAttempt() {
        return attempts.stream()
                .filter(attempt -> !attempt.channel().equals("ATM"))
                .findFirst();
    }

    /** The latest since the last clearing at which ID and password counted: neither outage nor maintenance came first. */
    Optional<Attempt> latestTyped() {
        return attempts.stream()
                .filter(attempt -> !attempt.channel().equals("ATM"))
                .filter(attempt ->
                        attempt.outcome() != Attempt.Outcome.OUTAGE && attempt.outcome() != Attempt.Outcome.MAINTENANCE)
                .findFirst()
                .filter(attempt -> lastClearedAt == null || attempt.at().isAfter(lastClearedAt));
    }
}
