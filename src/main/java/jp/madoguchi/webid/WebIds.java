package jp.madoguchi.webid;

import static jp.madoguchi.db.madoguchi.Tables.APPROVAL;
import static jp.madoguchi.db.madoguchi.Tables.IDENTITY_CHECK;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.SLIP;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static jp.madoguchi.db.madoguchi.Tables.WEB_ID;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.left;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.when;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.db.madoguchi.tables.Staff;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import jp.madoguchi.slip.Slip;
import jp.madoguchi.slip.SlipRows;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads a member's Web-IDs, masked; each reading is recorded before it is shown. */
@Service
@RolesAllowed(Permission.MEMBER_READ)
public class WebIds {

    private static final int SHOWN = 20;
    private static final Staff CHECKER = STAFF.as("checker");

    private final DSLContext db;
    private final Contacts contacts;
    private final WebIdFacts facts;
    private final SlipRows slips;
    private final Rulebook rulebook;
    private final DatabaseTime time;
    private final Settings settings;
    private final AuditLog audit;

    WebIds(
            DSLContext db,
            Contacts contacts,
            WebIdFacts facts,
            SlipRows slips,
            Rulebook rulebook,
            DatabaseTime time,
            Settings settings,
            AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.facts = facts;
        this.slips = slips;
        this.rulebook = rulebook;
        this.time = time;
        this.settings = settings;
        this.audit = audit;
    }

    /** The latest {@value #SHOWN} at most. */
    @Transactional
    public WebIdState read(MemberNo memberNo) {
        var now = time.now();
        var staff = CurrentStaff.get();
        var contact = staff.may(Permission.CONTACT_WRITE) ? contacts.front().orElse(null) : null;
        var situation = facts.situation(memberNo, staff, contact, now);
        var ledger = ledger(memberNo);
        audit.append(AuditEntry.done(AuditAction.WEB_IDS_READ)
                .about(memberNo)
                .during(contact == null ? null : contact.contactNo())
                .with("web_ids", ledger.size()));
        return new WebIdState(
                memberNo,
                now,
                ledger,
                settings.number("web_id.change_advised_days", now),
                rulebook.decide(Operation.REISSUE_WEB_ID_BY_SLIP, situation),
                rulebook.decide(Operation.REISSUE_WEB_ID_BY_MAIL, situation),
                contact == null || !contact.isWith(memberNo)
                        ? null
                        : slips.ofContact(contact.contactNo(), Slip.Carried.WEB_ID)
                                .orElse(null),
                contact);
    }

    private List<WebIdEntry> ledger(MemberNo memberNo) {
        return db.select(
                        concat(left(WEB_ID.WEB_ID_, inline(2)), inline("**********")),
                        WEB_ID.ISSUED_AT,
                        WEB_ID.ENDED_AT,
                        WEB_ID.CHANNEL,
                        WEB_ID.DELIVERY,
                        WEB_ID.REASON,
                        PLACE.NAME,
                        when(STAFF.STAFF_NO.isNotNull(), concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN)),
                        IDENTITY_CHECK.METHOD,
                        when(CHECKER.STAFF_NO.isNotNull(), concat(CHECKER.FAMILY, inline(" "), CHECKER.GIVEN)),
                        field(selectCount()
                                .from(SLIP)
                                .where(SLIP.WEB_ID_ID.eq(WEB_ID.ID), SLIP.PRINTED_AT.isNotNull())))
                .from(WEB_ID)
                .leftJoin(PLACE)
                .on(PLACE.PLACE_NO.eq(WEB_ID.PLACE_NO))
                .leftJoin(STAFF)
                .on(STAFF.STAFF_NO.eq(WEB_ID.STAFF_NO))
                .leftJoin(IDENTITY_CHECK)
                .on(IDENTITY_CHECK.ID.eq(WEB_ID.CHECK_ID))
                .leftJoin(APPROVAL)
                .on(APPROVAL.REF.eq(WEB_ID.APPROVAL_REF))
                .leftJoin(CHECKER)
                .on(CHECKER.STAFF_NO.eq(APPROVAL.CHECKER))
                .where(WEB_ID.MEMBER_NO.eq(memberNo))
                .orderBy(WEB_ID.ISSUED_AT.desc(), WEB_ID.ID.desc())
                .limit(SHOWN)
                .fetch(mapping(WebIdEntry::new));
    }
}
