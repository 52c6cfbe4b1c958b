package jp.madoguchi.staff;

import jakarta.annotation.security.PermitAll;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.StaffNo;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signing in by name and password, the first of two factors. An unknown name, a wrong password, an account that has to wait and one that may not be
 * in get the same answer after the same work; only the trail tells them apart.
 */
@Service
@PermitAll
public class SignIn {

    /** From the password to the end of the second factor, enrolment included. */
    static final Duration LONGEST_WAY_IN = Duration.ofMinutes(15);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{1,31}");

    /** No account is called so: what cannot be a name is counted here. */
    private static final String NO_NAME = "?";

    private final Throttle throttle;
    private final Accounts accounts;
    private final AccountStatus status;
    private final Passwords passwords;
    private final SessionRecords sessions;
    private final AuditLog audit;
    private final Clock clock;
    private final boolean oneSession;
    private final TransactionTemplate transaction;

    SignIn(
            Throttle throttle,
            Accounts accounts,
            AccountStatus status,
            Passwords passwords,
            SessionRecords sessions,
            AuditLog audit,
            Clock clock,
            @Value("${madoguchi.demo:false}") boolean demo,
            PlatformTransactionManager transactions) {
        this.throttle = throttle;
        this.accounts = accounts;
        this.status = status;
        this.passwords = passwords;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
        this.oneSession = !demo;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Whoever knew name and password of an account that may be in; empty for every refusal. Nobody is in yet.
     *
     * @param address network address of the browser
     */
    public Optional<PasswordGiven> password(String typedName, String password, String address) {
        var name = name(typedName);
        var admission = throttle.count(name, address);
        if (admission == Throttle.Admission.ADDRESS_WAITS) {
            return Optional.empty();
        }
        var account = accounts.named(name).orElse(null);
        var open = admission == Throttle.Admission.OPEN;
        var right = passwords.match(password, open && account != null ? account.hash() : null);
        var refusal = refusal(admission, account, right);
        if (account == null || refusal != null) {
            refuse(account, refusal);
            return Optional.empty();
        }
        transaction.executeWithoutResult(running -> throttle.succeeded(account.signInName(), address));
        return Optional.of(
                new PasswordGiven(account.staffNo(), account.signInName(), account.name(), clock.instant(), address));
    }

    private @Nullable String refusal(Throttle.Admission admission, @Nullable Account account, boolean right) {
        return switch (admission) {
            case ADDRESS_WAITS, ADDRESS_STARTS_WAITING -> "ADDRESS_WAITS";
            case ACCOUNT_WAITS -> "ACCOUNT_WAITS";
            case OPEN -> {
                if (account == null) {
                    yield "NAME_UNKNOWN";
                }
                if (!right) {
                    yield "PASSWORD_WRONG";
                }
                yield status.mayBeIn(account) ? null : "ACCOUNT_NOT_OPEN";
            }
        };
    }

    /** What was typed is not recorded: people type passwords into the wrong field. */
    private void refuse(@Nullable Account account, @Nullable String reason) {
        var entry = AuditEntry.refused(AuditAction.SIGN_IN_FAILED, String.valueOf(reason));
        var staff = account == null ? null : account.asToday(account.signedIn(UUID.randomUUID()));
        transaction.executeWithoutResult(running -> audit.append(entry, staff));
    }

    /**
     * Opens the session of a person who gave all that is asked for; outside the demo their other sessions end.
     *
     * @return empty when the account may not be in any more, or the password was given too long ago
     */
    public Optional<StaffMember> enter(PasswordGiven given) {
        if (clock.instant().isAfter(given.at().plus(LONGEST_WAY_IN))) {
            return Optional.empty();
        }
        return transaction.execute(running -> status.admit(given.staffNo())
                .map(account -> account.signedIn(UUID.randomUUID()))
                .map(staff -> {
                    if (oneSession) {
                        sessions.endOthers(staff);
                    }
                    sessions.open(staff, given.address());
                    audit.append(
                            AuditEntry.done(AuditAction.SIGNED_IN)
                                    .with("session", staff.sessionRef().toString()),
                            staff);
                    return staff;
                }));
    }

    /** What a new sign-in ends; nothing in the demo, where many share an account. */
    public List<OpenSession> ends(StaffNo staffNo) {
        return oneSession ? sessions.openOf(staffNo) : List.of();
    }

    private static String name(String typed) {
        if (typed.length() > 100) {
            return NO_NAME;
        }
        var name = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        return NAME.matcher(name).matches() ? name : NO_NAME;
    }
}
