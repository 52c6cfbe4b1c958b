package jp.madoguchi.debit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.policy.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What is on and off, and since when.
 *
 * @param account null = none is registered
 * @param debit null = off
 * @param mail null = off
 * @param past changes, the newest first
 * @param verdicts what the rulebook says to a change here and now
 * @param contact the reader's contact in front with the member
 */
public record BankServices(
        @Nullable Account account,
        @Nullable Debit debit,
        @Nullable Mail mail,
        List<Past> past,
        Map<ServiceKind, Verdict> verdicts,
        Optional<OpenContact> contact) {

    public BankServices {
        past = List.copyOf(past);
        verdicts = Map.copyOf(verdicts);
    }

    /**
     * @param bank its name; null before a check in a contact by phone, where it may be asked about
     * @param branch null before a check, or where it was registered without one
     * @param last3 of the number, never more; null before a check
     */
    public record Account(
            long row,
            @Nullable String bank,
            @Nullable String branch,
            @Nullable AccountKind kind,
            @Nullable String last3,
            boolean fitForDebit,
            Instant since) {}

    /** @param dueDay 31 = month end; null before a check */
    public record Debit(long row, @Nullable Integer dueDay, Instant since) {}

    public record Mail(long row, int daysBefore, Instant since) {}

    /** @param on whether something began, beside what ended */
    public record Past(
            ServiceKind kind,
            ChangeReason reason,
            Instant at,
            boolean on,
            @Nullable String what,
            String by,
            String contactNo) {}

    Verdict verdict(ServiceKind kind) {
        return Objects.requireNonNull(verdicts.get(kind));
    }

    /** Row id of what is on; null = off. */
    @Nullable
    Long row(ServiceKind kind) {
        return switch (kind) {
            case BANK_ACCOUNT -> account == null ? null : account.row();
            case DIRECT_DEBIT -> debit == null ? null : debit.row();
            case DUE_DATE_MAIL -> mail == null ? null : mail.row();
        };
    }
}
