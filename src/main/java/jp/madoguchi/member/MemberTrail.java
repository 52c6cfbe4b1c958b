package jp.madoguchi.member;

import static jp.madoguchi.db.madoguchi.Tables.AUDIT_ENTRY;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.when;

import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was done about a member, newest first, as far as the reader may see its source. Who merely looked, and who was
 * refused, is for those who read the trail, of their own place.
 */
@Service
@RolesAllowed(Permission.MEMBER_READ)
public class MemberTrail {

    /** Rows of a page. */
    public static final int PAGE = 30;

    /** How far back the list goes; older entries are looked up in the trail itself. */
    private static final Duration LOOK_BACK = Duration.ofDays(3 * 366L);

    /** What every reader of the member may know. An action that is not named here is left out. */
    private static final Set<AuditAction> DEEDS = EnumSet.of(
            AuditAction.CONTACT_OPENED,
            AuditAction.CONTACT_MEMBER_SET,
            AuditAction.CONTACT_PARKED,
            AuditAction.CONTACT_RESUMED,
            AuditAction.CONTACT_CLOSED,
            AuditAction.NOTE_ADDED,
            AuditAction.IDENTITY_CHECKED,
            AuditAction.LOGIN_LOCKED,
            AuditAction.LOCK_CLEARED,
            AuditAction.RESET_REQUESTED,
            AuditAction.RESET_REDEEMED,
            AuditAction.CARD_STOPPED,
            AuditAction.CARD_REPLACED,
            AuditAction.REACTIVATED,
            AuditAction.CONTRACT_CANCELLED,
            AuditAction.CERTIFICATE_MADE,
            AuditAction.APPROVAL_REQUESTED,
            AuditAction.APPROVAL_DECIDED,
            AuditAction.APPROVAL_WITHDRAWN);

    private static final Set<AuditAction> LOOKS = EnumSet.of(
            AuditAction.MEMBER_OPENED,
            AuditAction.LOGIN_STATE_READ,
            AuditAction.CONTACT_READ,
            AuditAction.HISTORY_READ,
            AuditAction.APPROVAL_READ,
            AuditAction.OPERATION_REFUSED);

    private final DSLContext db;
    private final Contacts contacts;
    private final DatabaseTime time;
    private final AuditLog audit;

    MemberTrail(DSLContext db, Contacts contacts, DatabaseTime time, AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.time = time;
        this.audit = audit;
    }

    /** @param before the last line of the page before; null for the first page */
    @Transactional
    public List<TrailLine> of(MemberNo memberNo, @Nullable TrailLine before) {
        var lines = db.select(
                        AUDIT_ENTRY.ID,
                        AUDIT_ENTRY.AT,
                        AUDIT_ENTRY.ACTION,
                        AUDIT_ENTRY.OUTCOME.eq("REFUSED"),
                        AUDIT_ENTRY.REASON,
                        when(STAFF.STAFF_NO.isNotNull(), concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN)),
                        AUDIT_ENTRY.APPLICATION,
                        PLACE.NAME,
                        AUDIT_ENTRY.CONTACT_NO.convertFrom(number -> number == null ? null : new ContactNo(number)))
                .from(AUDIT_ENTRY)
                .leftJoin(STAFF)
                .on(STAFF.STAFF_NO.eq(AUDIT_ENTRY.STAFF_NO.coerce(STAFF.STAFF_NO)))
                .leftJoin(PLACE)
                .on(PLACE.PLACE_NO.eq(AUDIT_ENTRY.PLACE_NO.coerce(PLACE.PLACE_NO)))
                .where(
                        AUDIT_ENTRY.MEMBER_NO.eq(memberNo.value()),
                        AUDIT_ENTRY.AT.gt(time.now().minus(LOOK_BACK)),
                        mayBeSeenBy(CurrentStaff.get()),
                        before == null
                                ? noCondition()
                                : row(AUDIT_ENTRY.AT, AUDIT_ENTRY.ID).lt(before.at(), before.id()))
                .orderBy(AUDIT_ENTRY.AT.desc(), AUDIT_ENTRY.ID.desc())
                .limit(PAGE)
                .fetch(mapping(TrailLine::new));
        var staff = CurrentStaff.get();
        var contact = staff.may(Permission.CONTACT_WRITE) ? contacts.front() : Optional.<OpenContact>empty();
        audit.append(AuditEntry.done(AuditAction.HISTORY_READ)
                .about(memberNo)
                .during(contact.map(OpenContact::contactNo).orElse(null))
                .with("entries", lines.size()));
        return lines;
    }

    private static Condition mayBeSeenBy(StaffMember staff) {
        var workplace = staff.workplace();
        var ofOwnPlace = workplace != null && staff.may(Permission.AUDIT_READ)
                ? AUDIT_ENTRY.PLACE_NO.eq(workplace.placeNo().value())
                : falseCondition();
        return AUDIT_ENTRY
                .ACTION
                .in(names(DEEDS))
                .or(AUDIT_ENTRY.ACTION.in(names(LOOKS)).and(ofOwnPlace));
    }

    private static List<String> names(Set<AuditAction> actions) {
        return actions.stream().map(AuditAction::name).toList();
    }
}
