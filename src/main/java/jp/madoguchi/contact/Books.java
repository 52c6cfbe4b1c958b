package jp.madoguchi.contact;

import static jp.madoguchi.db.madoguchi.Tables.CONTACT;
import static jp.madoguchi.db.madoguchi.Tables.CONTACT_NOTE;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.right;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trim;
import static org.jooq.impl.DSL.trueCondition;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.db.madoguchi.tables.Staff;
import jp.madoguchi.operation.FreshFactor;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The books that the law asks for (帳簿, 貸金業法 19条): all dealings with a member, for whoever may take them out. */
@Service
@RolesAllowed(Permission.BOOK_EXPORT)
public class Books {

    private static final Staff WRITER = STAFF.as("writer");

    private final DSLContext db;
    private final AuditLog audit;
    private final FreshFactor fresh;

    Books(DSLContext db, AuditLog audit, FreshFactor fresh) {
        this.db = db;
        this.audit = audit;
        this.fresh = fresh;
    }

    /** Whether the books may be taken out now. @throws jp.madoguchi.core.FactorNeeded unless the second factor was given a moment ago */
    @Transactional(readOnly = true)
    public boolean ready() {
        fresh.require();
        return true;
    }

    /** Every contact with the member, at every place, with every word that was noted; the oldest first. Recorded as an export, which wants the second factor fresh. */
    @Transactional
    public List<BookLine> dealings(MemberNo memberNo) {
        fresh.require();
        var lines = db.select(
                        CONTACT.CONTACT_NO,
                        CONTACT.CHANNEL.convertFrom(Channel::valueOf),
                        PLACE.NAME,
                        concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN),
                        trim(concat(MEMBER_NAME.FAMILY, inline(" "), MEMBER_NAME.GIVEN)),
                        right(CONTACT.CALLER_NUMBER, 4),
                        CONTACT.RECORDING_NO,
                        CONTACT.OPENED_AT,
                        CONTACT.CLOSED_AT,
                        CONTACT.CALL_PURPOSE,
                        CONTACT.CATEGORY,
                        CONTACT.CAUSE,
                        CONTACT.OUTCOME,
                        CONTACT.CLOSING_NOTE,
                        ContactRecords.promise(trueCondition()),
                        CONTACT.CALL_BACK_AT,
                        multiset(select(
                                                CONTACT_NOTE.AT,
                                                concat(WRITER.FAMILY, inline(" "), WRITER.GIVEN),
                                                CONTACT_NOTE.TEXT,
                                                CONTACT_NOTE.ADDENDUM)
                                        .from(CONTACT_NOTE)
                                        .join(WRITER)
                                        .on(WRITER.STAFF_NO.eq(CONTACT_NOTE.STAFF_NO))
                                        .where(CONTACT_NOTE.CONTACT_NO.eq(CONTACT.CONTACT_NO))
                                        .orderBy(CONTACT_NOTE.AT, CONTACT_NOTE.ID))
                                .convertFrom(notes -> notes.map(mapping(ContactLine.Note::new))))
                .from(CONTACT)
                .join(PLACE)
                .on(PLACE.PLACE_NO.eq(CONTACT.PLACE_NO))
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(CONTACT.STAFF_NO))
                .join(MEMBER_NAME)
                .on(
                        MEMBER_NAME.MEMBER_NO.eq(CONTACT.MEMBER_NO),
                        MEMBER_NAME.KIND.eq("LEGAL"),
                        MEMBER_NAME.VALID_TO.isNull())
                .where(CONTACT.MEMBER_NO.eq(memberNo))
                .orderBy(CONTACT.OPENED_AT, CONTACT.CONTACT_NO)
                .fetch(mapping(BookLine::new));
        audit.append(AuditEntry.done(AuditAction.BOOK_EXPORTED).about(memberNo).with("contacts", lines.size()));
        return lines;
    }
}
