package jp.madoguchi.webid;

import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.WEB_ID;
import static jp.madoguchi.db.madoguchi.Tables.WEB_ID_SLIP;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.policy.CheckState;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Record7;
import org.jooq.SelectConditionStep;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slips: the only place outside the e-mail and the member's own screen where a Web-ID stands in full. Each has a number, its
 * sheet is given out once, and it ends handed over or void; a spoilt one is replaced by another copy, a few times at most
 * (setting web_id.slip_copies).
 */
@Service
@RolesAllowed(Permission.WEBID_REISSUE)
public class WebIdSlips {

    private static final Condition VALID = WEB_ID_SLIP.VOIDED_AT.isNull();
    private static final Condition OPEN = VALID.and(WEB_ID_SLIP.HANDED_OVER_AT.isNull());

    private final DSLContext db;
    private final Contacts contacts;
    private final Operations operations;
    private final DatabaseTime time;
    private final Settings settings;
    private final AuditLog audit;

    WebIdSlips(
            DSLContext db,
            Contacts contacts,
            Operations operations,
            DatabaseTime time,
            Settings settings,
            AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.operations = operations;
        this.time = time;
        this.settings = settings;
        this.audit = audit;
    }

    /** The slip of a contact that is not void. */
    Optional<Slip> ofContact(ContactNo contactNo) {
        return slips(WEB_ID_SLIP.CONTACT_NO.eq(contactNo).and(VALID))
                .orderBy(WEB_ID_SLIP.MADE_AT.desc())
                .limit(1)
                .fetchOptional(mapping(Slip::new));
    }

    /** Slips of this workplace that are neither handed over nor void: the list to empty before the day ends, oldest first. */
    @Transactional(readOnly = true)
    public List<Slip> openHere() {
        var place = CurrentStaff.get().workplace();
        return place == null
                ? List.of()
                : slips(WEB_ID_SLIP.PLACE_NO.eq(place.placeNo()).and(OPEN))
                        .orderBy(WEB_ID_SLIP.MADE_AT, WEB_ID_SLIP.SLIP_NO)
                        .fetch(mapping(Slip::new));
    }

    /**
     * The sheet, as PDF; given out once, to who serves the member, while the contact is in front and its check holds.
     *
     * @throws SlipIsOver when it was given out before, handed over or declared void
     */
    @Transactional
    public byte[] print(ContactNo contactNo, String slipNo) {
        var contact = contacts.requireFront(contactNo);
        if (contact.check() != CheckState.PASSED) {
            throw new NotAllowed(Reason.CHECK_EXPIRED);
        }
        var now = time.now();
        var printed = db.update(WEB_ID_SLIP)
                .set(WEB_ID_SLIP.PRINTED_AT, now)
                .where(
                        WEB_ID_SLIP.SLIP_NO.eq(slipNo),
                        WEB_ID_SLIP.CONTACT_NO.eq(contactNo),
                        WEB_ID_SLIP.PRINTED_AT.isNull(),
                        OPEN)
                .execute();
        if (printed == 0) {
            throw new SlipIsOver();
        }
        audit.append(entry(AuditAction.WEB_ID_SLIP_PRINTED, slip(slipNo)));
        return db.select(
                        WEB_ID.WEB_ID_,
                        concat(MEMBER_NAME.FAMILY, inline(" "), MEMBER_NAME.GIVEN),
                        WEB_ID.ISSUED_AT,
                        PLACE.NAME,
                        WEB_ID_SLIP.SLIP_NO,
                        WEB_ID_SLIP.COPY_NO.coerce(Integer.class))
                .from(WEB_ID_SLIP)
                .join(WEB_ID)
                .on(WEB_ID.ID.eq(WEB_ID_SLIP.WEB_ID_ID), WEB_ID.ENDED_AT.isNull())
                .join(PLACE)
                .on(PLACE.PLACE_NO.eq(WEB_ID_SLIP.PLACE_NO))
                .join(MEMBER_NAME)
                .on(
                        MEMBER_NAME.MEMBER_NO.eq(WEB_ID_SLIP.MEMBER_NO),
                        MEMBER_NAME.KIND.eq("LEGAL"),
                        MEMBER_NAME.VALID_TO.isNull())
                .where(WEB_ID_SLIP.SLIP_NO.eq(slipNo))
                .fetchOptional(mapping(SlipSheet::new))
                .orElseThrow(SlipIsOver::new)
                .pdf();
    }

    /** The member took it, as who serves confirms. @throws SlipIsOver when it was not printed, or ended before */
    @Transactional
    public Slip handOver(OperationId id, ContactNo contactNo, String slipNo) {
        return operations.once(id, "webid.WebIdSlips.handOver", Slip.class, () -> {
            contacts.requireFront(contactNo);
            var done = db.update(WEB_ID_SLIP)
                    .set(WEB_ID_SLIP.HANDED_OVER_AT, time.now())
                    .where(
                            WEB_ID_SLIP.SLIP_NO.eq(slipNo),
                            WEB_ID_SLIP.CONTACT_NO.eq(contactNo),
                            WEB_ID_SLIP.PRINTED_AT.isNotNull(),
                            OPEN)
                    .execute();
            if (done == 0) {
                throw new SlipIsOver();
            }
            var slip = slip(slipNo);
            audit.append(entry(AuditAction.WEB_ID_SLIP_HANDED_OVER, slip).by(id));
            return slip;
        });
    }

    /** Declares a slip of this workplace void. @throws SlipIsOver when it is handed over or void already */
    @Transactional
    public Slip declareVoid(OperationId id, String slipNo, Slip.VoidReason reason) {
        return operations.once(id, "webid.WebIdSlips.declareVoid", Slip.class, () -> end(id, slipNo, reason));
    }

    /**
     * Another copy in place of a spoilt one, in the same contact while its check holds.
     *
     * @throws TooManyCopies when there were as many as the settings allow
     */
    @Transactional
    public Slip another(OperationId id, ContactNo contactNo, String slipNo, Slip.VoidReason reason) {
        return operations.once(id, "webid.WebIdSlips.another", Slip.class, () -> {
            var contact = contacts.requireFront(contactNo);
            if (contact.check() != CheckState.PASSED) {
                throw new NotAllowed(Reason.CHECK_EXPIRED);
            }
            var now = time.now();
            var spoilt = end(id, slipNo, reason);
            if (!spoilt.contactNo().equals(contactNo)) {
                throw new SlipIsOver();
            }
            if (spoilt.copyNo() >= settings.number("web_id.slip_copies", now)) {
                throw new TooManyCopies(spoilt.copyNo());
            }
            var made = db.insertInto(
                            WEB_ID_SLIP,
                            WEB_ID_SLIP.WEB_ID_ID,
                            WEB_ID_SLIP.MEMBER_NO,
                            WEB_ID_SLIP.COPY_NO,
                            WEB_ID_SLIP.CONTACT_NO,
                            WEB_ID_SLIP.PLACE_NO,
                            WEB_ID_SLIP.MADE_BY,
                            WEB_ID_SLIP.MADE_AT)
                    .select(db.select(
                                    WEB_ID_SLIP.WEB_ID_ID,
                                    WEB_ID_SLIP.MEMBER_NO,
                                    WEB_ID_SLIP.COPY_NO.plus((short) 1),
                                    WEB_ID_SLIP.CONTACT_NO,
                                    WEB_ID_SLIP.PLACE_NO,
                                    WEB_ID_SLIP.MADE_BY,
                                    val(now))
                            .from(WEB_ID_SLIP)
                            .where(WEB_ID_SLIP.SLIP_NO.eq(slipNo)))
                    .returningResult(WEB_ID_SLIP.SLIP_NO)
                    .fetchSingle(Record1::value1);
            var slip = slip(made);
            audit.append(entry(AuditAction.WEB_ID_SLIP_MADE, slip).by(id));
            return slip;
        });
    }

    private Slip end(OperationId id, String slipNo, Slip.VoidReason reason) {
        var staff = CurrentStaff.get();
        var done = db.update(WEB_ID_SLIP)
                .set(WEB_ID_SLIP.VOIDED_AT, time.now())
                .set(WEB_ID_SLIP.VOIDED_BY, staff.staffNo())
                .set(WEB_ID_SLIP.VOID_REASON, reason.name())
                .where(
                        WEB_ID_SLIP.SLIP_NO.eq(slipNo),
                        WEB_ID_SLIP.PLACE_NO.eq(staff.requireWorkplace().placeNo()),
                        OPEN)
                .execute();
        if (done == 0) {
            throw new SlipIsOver();
        }
        var slip = slip(slipNo);
        audit.append(entry(AuditAction.WEB_ID_SLIP_VOIDED, slip).by(id).because(reason.name()));
        return slip;
    }

    private static AuditEntry entry(AuditAction action, Slip slip) {
        return AuditEntry.done(action)
                .about(slip.memberNo())
                .during(slip.contactNo())
                .with("slip", slip.slipNo())
                .with("copy", slip.copyNo());
    }

    private Slip slip(String slipNo) {
        return slips(WEB_ID_SLIP.SLIP_NO.eq(slipNo)).fetchSingle(mapping(Slip::new));
    }

    private SelectConditionStep<Record7<String, MemberNo, ContactNo, Integer, Instant, Instant, Instant>> slips(
            Condition which) {
        return db.select(
                        WEB_ID_SLIP.SLIP_NO,
                        WEB_ID_SLIP.MEMBER_NO,
                        WEB_ID_SLIP.CONTACT_NO,
                        WEB_ID_SLIP.COPY_NO.coerce(Integer.class),
                        WEB_ID_SLIP.MADE_AT,
                        WEB_ID_SLIP.PRINTED_AT,
                        WEB_ID_SLIP.HANDED_OVER_AT)
                .from(WEB_ID_SLIP)
                .where(which);
    }
}
