package jp.madoguchi.login;

import static jp.madoguchi.db.madoguchi.Routines.consecutiveFailures;
import static jp.madoguchi.db.madoguchi.Routines.dormantSince;
import static jp.madoguchi.db.madoguchi.Routines.settingInt;
import static jp.madoguchi.db.madoguchi.Tables.BORROWING_STOP;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.LAST_LOGIN;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_ATTEMPT;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_AVAILABILITY;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_LOCK;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Yen;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the state of a member's login; each reading is recorded before it is shown. */
@Service
@RolesAllowed(Permission.MEMBER_READ)
public class LoginStates {

    private static final Duration LOOK_BACK = Duration.ofDays(90);
    private static final int ATTEMPTS = 30;
    private static final int LOCKS = 10;

    private final DSLContext db;
    private final Contacts contacts;
    private final LoginFacts facts;
    private final Rulebook rulebook;
    private final DatabaseTime time;
    private final AuditLog audit;

    LoginStates(
            DSLContext db, Contacts contacts, LoginFacts facts, Rulebook rulebook, DatabaseTime time, AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.facts = facts;
        this.rulebook = rulebook;
        this.time = time;
        this.audit = audit;
    }

    @Transactional
    public LoginState read(MemberNo memberNo) {
        var now = time.now();
        var staff = CurrentStaff.get();
        var contact = staff.may(Permission.CONTACT_WRITE) ? contacts.front().orElse(null) : null;
        var row = facts(memberNo, now);
        audit.append(AuditEntry.done(AuditAction.LOGIN_STATE_READ)
                .about(memberNo)
                .during(contact == null ? null : contact.contactNo()));
        var verdict = rulebook.decide(Operation.CLEAR_LOCK, facts.situation(memberNo, staff, contact, now));
        return new LoginState(
                memberNo,
                now,
                locks(memberNo),
                attempts(memberNo, now.minus(LOOK_BACK), ATTEMPTS),
                row.attemptsLeft(),
                row.lastLoginAt(),
                row.dormantSince(),
                row.contractState(),
                row.contractStartedOn(),
                row.contractEndedOn(),
                row.borrowingStopped(),
                unavailable(now),
                verdict,
                contact);
    }

    private record Facts(
            int attemptsLeft,
            @Nullable Instant lastLoginAt,
            @Nullable Instant dormantSince,
            @Nullable String contractState,
            @Nullable LocalDate contractStartedOn,
            @Nullable LocalDate contractEndedOn,
            boolean borrowingStopped) {}

    private Facts facts(MemberNo memberNo, Instant now) {
        var at = val(now, SQLDataType.INSTANT);
        var member = val(memberNo.value());
        Field<Integer> left =
                settingInt(val("login_lock.threshold"), at).minus(consecutiveFailures(member, val("MEMBER_PAGE"), at));
        return db.select(
                        left,
                        field(select(LAST_LOGIN.AT).from(LAST_LOGIN).where(LAST_LOGIN.MEMBER_NO.eq(memberNo))),
                        dormantSince(member, at),
                        ofContract(memberNo, CONTRACT.STATE),
                        ofContract(memberNo, CONTRACT.STARTED_ON),
                        ofContract(memberNo, CONTRACT.ENDED_ON),
                        field(borrowingStopped(memberNo)))
                .fetchSingle(mapping(Facts::new));
    }

    /** By a stop, or because the limit is 0. */
    private static Condition borrowingStopped(MemberNo memberNo) {
        return exists(selectOne()
                        .from(BORROWING_STOP)
                        .where(BORROWING_STOP.MEMBER_NO.eq(memberNo), BORROWING_STOP.LIFTED_AT.isNull()))
                .or(exists(selectOne()
                        .from(CONTRACT)
                        .where(
                                CONTRACT.MEMBER_NO.eq(memberNo),
                                CONTRACT.STATE.eq("ACTIVE"),
                                CONTRACT.CREDIT_LIMIT.eq(Yen.ZERO))));
    }

    /** A column of the member's latest contract. */
    private static <T> Field<T> ofContract(MemberNo memberNo, Field<T> column) {
        return field(select(column)
                .from(CONTRACT)
                .where(CONTRACT.MEMBER_NO.eq(memberNo))
                .orderBy(CONTRACT.STARTED_ON.desc(), CONTRACT.ID.desc())
                .limit(1));
    }

    private List<Lock> locks(MemberNo memberNo) {
        return db.select(
                        LOGIN_LOCK.REF,
                        LOGIN_LOCK.KIND.convertFrom(Lock.Kind::valueOf),
                        LOGIN_LOCK.CAUSE,
                        LOGIN_LOCK.FAILURES.coerce(Integer.class),
                        LOGIN_LOCK.STOPS_MEMBER_PAGE,
                        LOGIN_LOCK.STOPS_APP,
                        LOGIN_LOCK.STOPS_ATM,
                        LOGIN_LOCK.STOPS_CARD_LOGIN,
                        LOGIN_LOCK.STOPS_WEB_ID_LOGIN,
                        LOGIN_LOCK.LOCKED_AT,
                        LOGIN_LOCK.CLEARED_AT,
                        when(STAFF.STAFF_NO.isNotNull(), concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN)),
                        PLACE.NAME,
                        LOGIN_LOCK.CLEAR_REASON,
                        LOGIN_LOCK.CLEARED_CONTACT_NO)
                .from(LOGIN_LOCK)
                .leftJoin(STAFF)
                .on(STAFF.STAFF_NO.eq(LOGIN_LOCK.CLEARED_BY))
                .leftJoin(PLACE)
                .on(PLACE.PLACE_NO.eq(LOGIN_LOCK.CLEARED_PLACE_NO))
                .where(LOGIN_LOCK.MEMBER_NO.eq(memberNo))
                .orderBy(LOGIN_LOCK.CLEARED_AT.desc().nullsFirst(), LOGIN_LOCK.LOCKED_AT.desc(), LOGIN_LOCK.ID.desc())
                .limit(LOCKS)
                .fetch(mapping(Lock::new));
    }

    private List<Attempt> attempts(MemberNo memberNo, Instant after, int limit) {
        return db.select(
                        LOGIN_ATTEMPT.ID,
                        LOGIN_ATTEMPT.AT,
                        LOGIN_ATTEMPT.ID_KIND,
                        LOGIN_ATTEMPT.ID_SHOWN,
                        LOGIN_ATTEMPT.CHANNEL,
                        LOGIN_ATTEMPT.OUTCOME.convertFrom(Attempt.Outcome::valueOf),
                        LOGIN_ATTEMPT.ATTEMPTS_LEFT.coerce(Integer.class),
                        LOGIN_ATTEMPT.DEVICE)
                .from(LOGIN_ATTEMPT)
                .where(LOGIN_ATTEMPT.MEMBER_NO.eq(memberNo.value()), LOGIN_ATTEMPT.AT.gt(after))
                .orderBy(LOGIN_ATTEMPT.AT.desc(), LOGIN_ATTEMPT.ID.desc())
                .limit(limit)
                .fetch(mapping(Attempt::new));
    }

    private LoginState.@Nullable Unavailable unavailable(Instant now) {
        var open = LOGIN_AVAILABILITY.call("MEMBER_PAGE", now);
        return db.select(open.CAUSE, open.SINCE, open.UNTIL)
                .from(open)
                .where(open.AVAILABLE.isFalse())
                .fetchOne(mapping(LoginState.Unavailable::new));
    }
}
