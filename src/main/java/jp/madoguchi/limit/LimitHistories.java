package jp.madoguchi.limit;

import static jp.madoguchi.db.madoguchi.Tables.BORROWING_STOP;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT_PAPER;
import static jp.madoguchi.db.madoguchi.Tables.LIMIT_CHANGE;
import static jp.madoguchi.db.madoguchi.Tables.LIMIT_OFFER;
import static jp.madoguchi.db.madoguchi.Tables.LIMIT_REQUEST;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.review.Cases;
import jp.madoguchi.review.Leases;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the limit of a member, its requests, offers, changes and papers; the reading is recorded. */
@Service
@RolesAllowed({Permission.MEMBER_READ, LimitHistories.IN_CASE})
public class LimitHistories {

    static final String IN_CASE = Permission.MEMBER_READ + ":CASE";

    private static final int LISTED = 50;

    private final DSLContext db;
    private final Contacts contacts;
    private final Cases cases;
    private final DatabaseTime time;
    private final AuditLog audit;

    LimitHistories(DSLContext db, Contacts contacts, Cases cases, DatabaseTime time, AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.cases = cases;
        this.time = time;
        this.audit = audit;
    }

    @Transactional
    public LimitHistory read(MemberNo memberNo) {
        var contact = CurrentStaff.get().may(Permission.CONTACT_WRITE)
                ? contacts.front().filter(open -> open.isWith(memberNo))
                : Optional.<OpenContact>empty();
        var shown = contact.filter(OpenContact::isChecked).isPresent() || cases.isInFront(memberNo);
        audit.append(AuditEntry.done(AuditAction.LIMIT_READ)
                .about(memberNo)
                .during(contact.map(OpenContact::contactNo).orElse(null))
                .with("shown", shown ? "FIGURES" : "MASKED"));
        return new LimitHistory(stops(memberNo), shown ? figures(memberNo, time.now()) : null, contact);
    }

    private List<LimitHistory.Stop> stops(MemberNo memberNo) {
        return db.select(BORROWING_STOP.REASON, BORROWING_STOP.STOPPED_AT, Leases.HOLDER)
                .from(BORROWING_STOP)
                .leftJoin(STAFF)
                .on(STAFF.STAFF_NO.eq(BORROWING_STOP.STOPPED_BY))
                .where(BORROWING_STOP.MEMBER_NO.eq(memberNo), BORROWING_STOP.LIFTED_AT.isNull())
                .orderBy(BORROWING_STOP.STOPPED_AT)
                .fetch(Records.mapping(LimitHistory.Stop::new));
    }

    private LimitHistory.Figures figures(MemberNo memberNo, Instant now) {
        var contract = db.select(CONTRACT.CREDIT_LIMIT, CONTRACT.APR)
                .from(CONTRACT)
                .where(CONTRACT.MEMBER_NO.eq(memberNo), CONTRACT.STATE.eq("ACTIVE"))
                .fetchOne();
        return new LimitHistory.Figures(
                contract == null ? null : contract.value1(),
                contract == null ? null : contract.value2(),
                db.select(
                                LIMIT_OFFER.REF,
                                LIMIT_OFFER.CREDIT_LIMIT,
                                LIMIT_OFFER.APR,
                                LIMIT_OFFER.MINIMUM_REPAYMENT,
                                LIMIT_OFFER.VALID_UNTIL)
                        .from(LIMIT_OFFER)
                        .where(
                                LIMIT_OFFER.MEMBER_NO.eq(memberNo),
                                LIMIT_OFFER.ENDED_AT.isNull(),
                                LIMIT_OFFER.VALID_UNTIL.gt(now))
                        .fetchOptional(Records.mapping(LimitHistory.Open::new)),
                db.select(
                                LIMIT_REQUEST.REF,
                                LIMIT_REQUEST.KIND.convertFrom(RequestKind::valueOf),
                                LIMIT_REQUEST.RECEIVED_AT,
                                LIMIT_REQUEST.CHANNEL,
                                LIMIT_REQUEST.ASKED_LIMIT,
                                LIMIT_REQUEST.STATE.convertFrom(RequestState::valueOf),
                                LIMIT_REQUEST.PROMISED_BY,
                                LIMIT_REQUEST.ENDED_AT)
                        .from(LIMIT_REQUEST)
                        .where(LIMIT_REQUEST.MEMBER_NO.eq(memberNo))
                        .orderBy(LIMIT_REQUEST.RECEIVED_AT.desc())
                        .limit(LISTED)
                        .fetch(Records.mapping(LimitHistory.Request::new)),
                db.select(
                                LIMIT_CHANGE.AT,
                                LIMIT_CHANGE.WHY,
                                LIMIT_CHANGE.REASON,
                                LIMIT_CHANGE.OLD_LIMIT,
                                LIMIT_CHANGE.NEW_LIMIT,
                                LIMIT_CHANGE.NEW_APR,
                                Leases.HOLDER)
                        .from(LIMIT_CHANGE)
                        .leftJoin(STAFF)
                        .on(STAFF.STAFF_NO.eq(LIMIT_CHANGE.STAFF_NO))
                        .where(LIMIT_CHANGE.MEMBER_NO.eq(memberNo))
                        .orderBy(LIMIT_CHANGE.AT.desc())
                        .limit(LISTED)
                        .fetch(Records.mapping(LimitHistory.Change::new)),
                db.select(
                                CONTRACT_PAPER.PAPER_NO,
                                CONTRACT_PAPER.MADE_AT,
                                CONTRACT_PAPER.DELIVERY,
                                CONTRACT_PAPER.POSTED_AT)
                        .from(CONTRACT_PAPER)
                        .where(CONTRACT_PAPER.MEMBER_NO.eq(memberNo))
                        .orderBy(CONTRACT_PAPER.MADE_AT.desc())
                        .limit(LISTED)
                        .fetch(Records.mapping(LimitHistory.Paper::new)));
    }
}
