package jp.madoguchi.debit;

import org.jspecify.annotations.Nullable;

/**
 * Exactly what is asked for and carried out.
 *
 * @param on null = off from now on
 * @param replaces row id of what was on when it was shown; null = it was off
 */
public record ServiceForm(
        ServiceKind kind,
        ChangeReason reason,
        @Nullable On on,
        @Nullable Long replaces) {

    /**
     * What is to be on; the fields of its kind alone are filled.
     *
     * @param last3 of the account's number: no more is taken in
     * @param accountId the registered account from which the debit is drawn
     * @param daysBefore 1 to 7
     */
    public record On(
            @Nullable String bankCode,
            @Nullable String bank,
            @Nullable String branchCode,
            @Nullable String branch,
            @Nullable AccountKind accountKind,
            @Nullable String last3,
            @Nullable Long accountId,
            @Nullable Integer daysBefore) {

        static On mail(int daysBefore) {
            return new On(null, null, null, null, null, null, null, daysBefore);
        }

        static On debit(long accountId) {
            return new On(null, null, null, null, null, null, accountId, null);
        }

        static On account(Bank bank, Bank.Branch branch, AccountKind kind, String last3) {
            return new On(bank.code(), bank.name(), branch.code(), branch.name(), kind, last3, null, null);
        }
    }
}
