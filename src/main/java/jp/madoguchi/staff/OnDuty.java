package jp.madoguchi.staff;

import static jp.madoguchi.db.workspace.Tables.SESSION_STATE;

import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.madoguchi.approval.SecondPersons;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who is signed in now, on any node, and could decide as the second person. */
@Service
@RolesAllowed(Permission.SIGNED_IN)
public class OnDuty implements SecondPersons {

    private static final Duration FRESH = Duration.ofMinutes(2);

    private final DSLContext db;
    private final DatabaseTime time;
    private final Accounts accounts;
    private final AccountStatus status;

    OnDuty(DSLContext db, DatabaseTime time, Accounts accounts, AccountStatus status) {
        this.db = db;
        this.time = time;
        this.accounts = accounts;
        this.status = status;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, List<Colleague>> secondPersons(Set<String> permissions, StaffNo except) {
        var signedIn = db.select(SESSION_STATE.STAFF_NO, SESSION_STATE.PLACE_NO)
                .distinctOn(SESSION_STATE.STAFF_NO)
                .from(SESSION_STATE)
                .where(
                        SESSION_STATE.ENDED_AT.isNull(),
                        SESSION_STATE.LAST_SEEN_AT.ge(time.now().minus(FRESH)),
                        SESSION_STATE.STAFF_NO.ne(except))
                .orderBy(SESSION_STATE.STAFF_NO, SESSION_STATE.LAST_SEEN_AT.desc())
                .fetchMap(SESSION_STATE.STAFF_NO, SESSION_STATE.PLACE_NO);
        var present = accounts.of(List.copyOf(signedIn.keySet())).stream()
                .filter(status::mayBeIn)
                .toList();
        return permissions.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        permission -> present.stream()
                                .filter(account -> account.rights().get(permission) == Permission.Level.SECOND)
                                .map(account -> new Colleague(
                                        account.staffNo(), account.name(), signedIn.get(account.staffNo())))
                                .toList()));
    }
}
