package jp.madoguchi.contract;

import static jp.madoguchi.db.madoguchi.Routines.validIdentityCheck;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.LATE_CHARGE_WAIVER;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.List;
import jp.madoguchi.approval.ApprovedOperation;
import jp.madoguchi.approval.FactsChanged;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Yen;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/** Waives the late charge once a second person agreed: the very amount that was asked for, while everything stands as it did. */
@Component
class WaiveWithSecondPerson implements ApprovedOperation {

    static final String CODE = "WAIVE_LATE_CHARGE";

    private final DSLContext db;
    private final WaiverFacts facts;
    private final AuditLog audit;

    WaiveWithSecondPerson(DSLContext db, WaiverFacts facts, AuditLog audit) {
        this.db = db;
        this.facts = facts;
        this.audit = audit;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String right() {
        return Permission.LATE_CHARGE_WAIVE;
    }

    @Override
    public List<Change> describe(Waiting request) {
        var waiving = Json.read(request.payload(), Waiving.class);
        return List.of(
                new Change(
                        Message.of("contract.late-charge"),
                        Message.of("contract.waiver.yen", waiving.amount()),
                        Message.of("contract.waiver.yen", Yen.ZERO)),
                new Change(
                        Message.of("contract.waiver.outage"),
                        Message.of("contract.waiver.due", waiving.dueOn()),
                        Message.of("contract.waiver.notice", waiving.outage())));
    }

    @Override
    public void apply(Waiting request, Instant now) {
        var waiving = Json.read(request.payload(), Waiving.class);
        var checkId = db.select(validIdentityCheck(val(request.contactNo().value()), val(now, SQLDataType.INSTANT)))
                .fetchSingle()
                .value1();
        var standing = facts.late(request.memberNo(), now).flatMap(today -> facts.waiving(today, now));
        if (checkId == null
                || standing.isEmpty()
                || !facts.text(request.memberNo(), standing.get(), checkId).equals(request.facts())) {
            throw new FactsChanged();
        }
        var contract = db.select(CONTRACT.ID, CONTRACT.MOVED_ON)
                .from(CONTRACT)
                .where(CONTRACT.MEMBER_NO.eq(request.memberNo()))
                .orderBy(CONTRACT.STARTED_ON.desc(), CONTRACT.ID.desc())
                .limit(1)
                .fetchSingle();
        db.insertInto(LATE_CHARGE_WAIVER)
                .set(LATE_CHARGE_WAIVER.CONTRACT_ID, contract.value1())
                .set(LATE_CHARGE_WAIVER.MEMBER_NO, request.memberNo())
                .set(LATE_CHARGE_WAIVER.DUE_ON, waiving.dueOn())
                .set(LATE_CHARGE_WAIVER.COUNTED_FROM, contract.value2())
                .set(LATE_CHARGE_WAIVER.AMOUNT, waiving.amount())
                .set(LATE_CHARGE_WAIVER.NOTICE_REF, waiving.notice())
                .set(LATE_CHARGE_WAIVER.WAIVED_AT, now)
                .set(LATE_CHARGE_WAIVER.CONTACT_NO, request.contactNo())
                .set(LATE_CHARGE_WAIVER.CHECK_ID, checkId)
                .set(LATE_CHARGE_WAIVER.STAFF_NO, request.maker())
                .set(LATE_CHARGE_WAIVER.PLACE_NO, request.placeNo())
                .set(LATE_CHARGE_WAIVER.APPROVAL_REF, request.ref())
                .execute();
        audit.append(AuditEntry.done(AuditAction.LATE_CHARGE_WAIVED)
                .about(request.memberNo())
                .during(request.contactNo())
                .because("OUTAGE")
                .with("amount", waiving.amount().amount())
                .with("notice", waiving.notice())
                .with("asked_by", request.maker().value())
                .with("request", request.ref()));
    }
}
