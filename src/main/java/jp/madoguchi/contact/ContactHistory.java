package jp.madoguchi.contact;

import static jp.madoguchi.db.madoguchi.Tables.CONTACT;
import static jp.madoguchi.db.madoguchi.Tables.CONTACT_NOTE;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.db.madoguchi.tables.Staff;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Contacts of a member, the newest first; each reading is recorded. Words that were noted are shown at their own place only. */
@Service
@RolesAllowed(Permission.MEMBER_READ)
public class ContactHistory {

    /** Rows of a page. */
    public static final int PAGE = 20;

    private static final Staff WRITER = STAFF.as("writer");

    private final DSLContext db;
    private final AuditLog audit;

    ContactHistory(DSLContext db, AuditLog audit) {
        this.db = db;
        this.audit = audit;
    }

    /** @param before the last line of the page before; null for the first page */
    @Transactional
    public List<ContactLine> of(MemberNo memberNo, @Nullable ContactLine before) {
        var workplace = CurrentStaff.get().workplace();
        var own = workplace == null ? DSL.falseCondition() : CONTACT.PLACE_NO.eq(workplace.placeNo());
        var lines = db.select(
                        CONTACT.CONTACT_NO,
                        CONTACT.CHANNEL.convertFrom(Channel::valueOf),
                        PLACE.NAME,
                        concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN),
                        CONTACT.OPENED_AT,
                        CONTACT.CLOSED_AT,
                        CONTACT.CATEGORY,
                        CONTACT.CAUSE,
                        CONTACT.OUTCOME,
                        when(own, CONTACT.CLOSING_NOTE),
                        ContactRecords.promise(own),
                        multiset(select(
                                                CONTACT_NOTE.AT,
                                                concat(WRITER.FAMILY, inline(" "), WRITER.GIVEN),
                                                CONTACT_NOTE.TEXT,
                                                CONTACT_NOTE.ADDENDUM)
                                        .from(CONTACT_NOTE)
                                        .join(WRITER)
                                        .on(WRITER.STAFF_NO.eq(CONTACT_NOTE.STAFF_NO))
                                        .where(CONTACT_NOTE.CONTACT_NO.eq(CONTACT.CONTACT_NO), own)
                                        .orderBy(CONTACT_NOTE.AT, CONTACT_NOTE.ID))
                                .convertFrom(notes -> notes.map(mapping(ContactLine.Note::new))))
                .from(CONTACT)
                .join(PLACE)
                .on(PLACE.PLACE_NO.eq(CONTACT.PLACE_NO))
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(CONTACT.STAFF_NO))
                .where(
                        CONTACT.MEMBER_NO.eq(memberNo),
                        before == null
                                ? DSL.noCondition()
                                : row(CONTACT.OPENED_AT, CONTACT.CONTACT_NO).lt(before.openedAt(), before.contactNo()))
                .orderBy(CONTACT.OPENED_AT.desc(), CONTACT.CONTACT_NO.desc())
                .limit(PAGE)
                .fetch(mapping(ContactLine::new));
        audit.append(AuditEntry.done(AuditAction.CONTACT_READ)
                .about(memberNo)
                .with(
                        "contacts",
                        lines.stream()
                                .map(ContactLine::contactNo)
                                .map(ContactNo::value)
                                .toList()));
        return lines;
    }
}
