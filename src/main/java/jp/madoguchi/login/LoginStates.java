package jp.madoguchi.login;

import static jp.madoguchi.db.madoguchi.Tables.LOGIN_ATTEMPT;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_LOCK;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.when;

import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.contract.Reckonings;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import jp.madoguchi.policy.Situation;
import jp.madoguchi.slip.Slip;
import jp.madoguchi.slip.SlipRows;
import org.jooq.DSLContext;
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
    private final AttemptRows attemptRows;
    private final Contacts contacts;
    private final LoginFacts facts;
    private final ResetFacts resets;
    private final SlipRows slips;
    private final DiagnosisReader diagnosis;
    private final SentenceRows sentences;
    private final Reckonings reckonings;
    private final Settings settings;
    private final Rulebook rulebook;
    private final DatabaseTime time;
    private final AuditLog audit;

    LoginStates(
            DSLContext db,
            AttemptRows attemptRows,
            Contacts contacts,
            LoginFacts facts,
            ResetFacts resets,
            SlipRows slips,
            DiagnosisReader diagnosis,
            SentenceRows sentences,
            Reckonings reckonings,
            Settings settings,
            Rulebook rulebook,
            DatabaseTime time,
            AuditLog audit) {
        this.db = db;
        this.attemptRows = attemptRows;
        this.contacts = contacts;
        this.facts = facts;
        this.resets = resets;
        this.slips = slips;
        this.diagnosis = diagnosis;
        this.sentences = sentences;
        this.reckonings = reckonings;
        this.settings = settings;
        this.rulebook = rulebook;
        this.time = time;
        this.audit = audit;
    }

    @Transactional
    public LoginState read(MemberNo memberNo) {
        var now = time.now();
        var staff = CurrentStaff.get();
        var contact = staff.may(Permission.CONTACT_WRITE) ? contacts.front().orElse(null) : null;
        var situation = facts.situation(memberNo, staff, contact, now);
        var locks = locks(memberNo);
        var attempts = attemptRows.latest(
                ATTEMPTS, LOGIN_ATTEMPT.MEMBER_NO.eq(memberNo.value()), LOGIN_ATTEMPT.AT.gt(now.minus(LOOK_BACK)));
        var seen = diagnosis.facts(memberNo, locks, attempts, now);
        var payment = payment(memberNo, contact, seen, now);
        audit.append(AuditEntry.done(AuditAction.LOGIN_STATE_READ)
                .about(memberNo)
                .during(contact == null ? null : contact.contactNo())
                .with("payment", payment == null ? null : true));
        return new LoginState(
                memberNo,
                now,
                locks,
                attempts,
                seen.attemptsLeft(),
                seen.lastLoginAt(),
                Diagnosis.of(seen),
                sentences.inForce(now),
                payment,
                rulebook.decide(Operation.CLEAR_LOCK, situation),
                reset(situation, memberNo, contact, now),
                contact);
    }

    private ResetState reset(Situation login, MemberNo memberNo, @Nullable OpenContact contact, Instant now) {
        return new ResetState(
                rulebook.decide(Operation.REQUEST_RESET, resets.situation(login, memberNo, contact, now)),
                resets.deliveries(memberNo, now),
                resets.latest(memberNo).orElse(null),
                contact == null || !contact.isWith(memberNo)
                        ? null
                        : slips.ofContact(contact.contactNo(), Slip.Carried.RESET_CODE)
                                .orElse(null));
    }

    /** Figures are shown to somebody who proved to be the member, and to nobody else (DOMAIN R31d). */
    private @Nullable PaymentHelp payment(
            MemberNo memberNo, @Nullable OpenContact contact, DiagnosisFacts seen, Instant now) {
        if (contact == null || !contact.isWith(memberNo) || !contact.isChecked()) {
            return null;
        }
        var days = settings.number("diagnosis.payment_days", now);
        return reckonings
                .of(memberNo, Tokyo.date(now))
                .flatMap(today -> PaymentHelp.of(today, seen, days))
                .orElse(null);
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
}
