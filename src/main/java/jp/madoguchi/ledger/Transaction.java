package jp.madoguchi.ledger;

import java.time.Instant;
import java.time.LocalDate;
import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;

/**
 * One movement of money.
 *
 * @param valuedOn the day from which it counts for interest
 * @param at when it was entered
 * @param principalChange what it did to the principal, yen, with its sign
 * @param application of a repayment, else all 0
 * @param balance principal after it
 * @param enteredBy code of ledger_entry.application
 * @param staffName who entered it, where the console did
 */
public record Transaction(
        long id,
        Instant at,
        LocalDate valuedOn,
        TransactionKind kind,
        TransactionChannel channel,
        Yen amount,
        long principalChange,
        Application application,
        Yen unpaidCharges,
        Yen balance,
        String enteredBy,
        @Nullable String staffName,
        @Nullable String note) {

    /** What a repayment was applied to, in this order (DOMAIN §2). */
    public record Application(Yen lateCharge, Yen interest, Yen principal) {}
}
