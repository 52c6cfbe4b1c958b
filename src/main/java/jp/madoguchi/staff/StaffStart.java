package jp.madoguchi.staff;

import static jp.madoguchi.db.madoguchi.Routines.beginWithPassword;
import static jp.madoguchi.db.madoguchi.Routines.startOf;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.Sha256;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.staff.StaffRefused.Why;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How somebody begins: by a link that counts once they give themselves a password; nobody else ever knows one. */
@Service
@PermitAll
class StaffStart {

    private final DSLContext db;
    private final Accounts accounts;
    private final AccountStatus status;
    private final Passwords passwords;
    private final AuditLog audit;

    StaffStart(DSLContext db, Accounts accounts, AccountStatus status, Passwords passwords, AuditLog audit) {
        this.db = db;
        this.accounts = accounts;
        this.status = status;
        this.passwords = passwords;
        this.audit = audit;
    }

    /** The account of a link that counts; empty for every other, also while the account may not be in. */
    @Transactional(readOnly = true)
    public Optional<Account> whose(String token) {
        return Optional.ofNullable(
                        db.select(startOf(val(Sha256.hex(token)))).fetchSingle().value1())
                .flatMap(staffNo -> status.admit(new StaffNo(staffNo)));
    }

    /** @throws StaffRefused LINK_OVER, or PASSWORD_WEAK, after which the link still counts */
    @Transactional
    public String begin(String token, String password) {
        var account = whose(token).orElseThrow(() -> new StaffRefused(Why.LINK_OVER));
        if (PasswordStrength.isWeak(password, account)) {
            throw new StaffRefused(Why.PASSWORD_WEAK);
        }
        StaffAccounts.ask(() -> db.select(beginWithPassword(val(Sha256.hex(token)), val(passwords.encode(password))))
                .fetchSingle());
        audit.append(
                AuditEntry.done(AuditAction.STAFF_BEGAN),
                accounts.withoutSession(account.staffNo()).orElseThrow());
        return account.signInName();
    }
}
