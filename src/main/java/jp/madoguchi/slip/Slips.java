package jp.madoguchi.slip;

import static jp.madoguchi.db.madoguchi.Tables.PRINT_SLIP;
import static jp.madoguchi.db.madoguchi.Tables.SLIP;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.policy.CheckState;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slips: the only place outside the messages and the member's own screen where a Web-ID stands in full, and the only one for
 * the code of a reset without an address. Each has a number, its sheet is given out once, and it ends handed over or void; a
 * spoilt one is replaced by another copy, a few times at most (setting slip.copies). The code on a void one is dead.
 */
@Service
@RolesAllowed({Permission.WEBID_REISSUE, Permission.CREDENTIAL_RESET})
public class Slips {

    private final DSLContext db;
    private final SlipRows rows;
    private final Contacts contacts;
    private final Operations operations;
    private final DatabaseTime time;
    private final Settings settings;
    private final AuditLog audit;

    Slips(
            DSLContext db,
            SlipRows rows,
            Contacts contacts,
            Operations operations,
            DatabaseTime time,
            Settings settings,
            AuditLog audit) {
        this.db = db;
        this.rows = rows;
        this.contacts = contacts;
        this.operations = operations;
        this.time = time;
        this.settings = settings;
        this.audit = audit;
    }

    /** Slips of this workplace that are neither handed over nor void: the list to empty before the day ends, oldest first. */
    @Transactional
    public List<Slip> openHere() {
        var place = CurrentStaff.get().workplace();
        var open = place == null ? List.<Slip>of() : rows.open(place.placeNo());
        if (!open.isEmpty()) {
            audit.append(AuditEntry.done(AuditAction.SLIPS_READ)
                    .with("slips", open.stream().map(Slip::slipNo).toList())
                    .showing(open, Slip::memberNo));
        }
        return open;
    }

    /**
     * The sheet, as PDF; given out once, to who serves the member, while the contact is in front and its check holds. The code
     * of a reset is made with it and works from now on.
     *
     * @throws SlipIsOver when it was given out before, handed over or declared void
     */
    @Transactional
    public byte[] print(ContactNo contactNo, String slipNo) {
        requireCheck(contactNo);
        var printing = PRINT_SLIP.call(
                slipNo, contactNo.value(), CurrentStaff.get().staffNo().value());
        var printed = db.select(printing.CARRIED, printing.EXPIRES_AT)
                .from(printing)
                .where(printing.CARRIED.isNotNull())
                .fetchOptional()
                .orElseThrow(SlipIsOver::new);
        audit.append(entry(AuditAction.SLIP_PRINTED, rows.slip(slipNo)));
        return rows.sheet(slipNo).pdf(printed.value1(), printed.value2());
    }

    /** The member took it, as who serves confirms. @throws SlipIsOver when it was not printed, or ended before */
    @Transactional
    public Slip handOver(OperationId id, ContactNo contactNo, String slipNo) {
        return operations.once(id, "slip.Slips.handOver", Slip.class, () -> {
            contacts.requireFront(contactNo);
            var done = db.update(SLIP)
                    .set(SLIP.HANDED_OVER_AT, time.now())
                    .where(
                            SLIP.SLIP_NO.eq(slipNo),
                            SLIP.CONTACT_NO.eq(contactNo),
                            SLIP.PRINTED_AT.isNotNull(),
                            SlipRows.OPEN)
                    .execute();
            if (done == 0) {
                throw new SlipIsOver();
            }
            var slip = rows.slip(slipNo);
            audit.append(entry(AuditAction.SLIP_HANDED_OVER, slip).by(id));
            return slip;
        });
    }

    /** Declares a slip of this workplace void. @throws SlipIsOver when it is handed over or void already */
    @Transactional
    public Slip declareVoid(OperationId id, String slipNo, Slip.VoidReason reason) {
        return operations.once(id, "slip.Slips.declareVoid", Slip.class, () -> end(id, slipNo, reason));
    }

    /**
     * Another copy in place of a spoilt one, in the same contact while its check holds.
     *
     * @throws TooManyCopies when there were as many as the settings allow
     */
    @Transactional
    public Slip another(OperationId id, ContactNo contactNo, String slipNo, Slip.VoidReason reason) {
        return operations.once(id, "slip.Slips.another", Slip.class, () -> {
            requireCheck(contactNo);
            var now = time.now();
            var spoilt = end(id, slipNo, reason);
            if (!spoilt.contactNo().equals(contactNo)) {
                throw new SlipIsOver();
            }
            if (spoilt.copyNo() >= settings.number("slip.copies", now)) {
                throw new TooManyCopies(spoilt.copyNo());
            }
            var made = db.insertInto(
                            SLIP,
                            SLIP.WEB_ID_ID,
                            SLIP.RESET_ID,
                            SLIP.MEMBER_NO,
                            SLIP.COPY_NO,
                            SLIP.CONTACT_NO,
                            SLIP.PLACE_NO,
                            SLIP.MADE_BY,
                            SLIP.MADE_AT)
                    .select(db.select(
                                    SLIP.WEB_ID_ID,
                                    SLIP.RESET_ID,
                                    SLIP.MEMBER_NO,
                                    SLIP.COPY_NO.plus((short) 1),
                                    SLIP.CONTACT_NO,
                                    SLIP.PLACE_NO,
                                    SLIP.MADE_BY,
                                    val(now))
                            .from(SLIP)
                            .where(SLIP.SLIP_NO.eq(slipNo)))
                    .returningResult(SLIP.SLIP_NO)
                    .fetchSingle(Record1::value1);
            var slip = rows.slip(made);
            audit.append(entry(AuditAction.SLIP_MADE, slip).by(id));
            return slip;
        });
    }

    private void requireCheck(ContactNo contactNo) {
        if (contacts.requireFront(contactNo).check() != CheckState.PASSED) {
            throw new NotAllowed(Reason.CHECK_EXPIRED);
        }
    }

    private Slip end(OperationId id, String slipNo, Slip.VoidReason reason) {
        var staff = CurrentStaff.get();
        var done = db.update(SLIP)
                .set(SLIP.VOIDED_AT, time.now())
                .set(SLIP.VOIDED_BY, staff.staffNo())
                .set(SLIP.VOID_REASON, reason.name())
                .where(
                        SLIP.SLIP_NO.eq(slipNo),
                        SLIP.PLACE_NO.eq(staff.requireWorkplace().placeNo()),
                        SlipRows.OPEN)
                .execute();
        if (done == 0) {
            throw new SlipIsOver();
        }
        var slip = rows.slip(slipNo);
        audit.append(entry(AuditAction.SLIP_VOIDED, slip).by(id).because(reason.name()));
        return slip;
    }

    private static AuditEntry entry(AuditAction action, Slip slip) {
        return AuditEntry.done(action)
                .about(slip.memberNo())
                .during(slip.contactNo())
                .with("slip", slip.slipNo())
                .with("carries", slip.carries().name())
                .with("copy", slip.copyNo());
    }
}
