package jp.madoguchi.staff;

import java.time.Clock;
import java.util.Optional;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Tokyo;
import org.springframework.stereotype.Component;

/** The one gate: whether an account may be in. Every way to sign in asks it, and so does every request afterwards. */
@Component
class AccountStatus {

    private final Accounts accounts;
    private final Clock clock;

    AccountStatus(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Active, within its days, and with at least one role today. */
    boolean mayBeIn(Account account) {
        var today = Tokyo.date(clock.instant());
        return account.state().equals("ACTIVE")
                && !today.isBefore(account.validFrom())
                && (account.validTo() == null || today.isBefore(account.validTo()))
                && !account.roles().isEmpty();
    }

    /** The account as of now; empty when it may not be in. */
    Optional<Account> admit(StaffNo staffNo) {
        return accounts.of(staffNo).filter(this::mayBeIn);
    }
}
