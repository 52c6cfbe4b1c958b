package jp.madoguchi.contact;

import static jp.madoguchi.db.madoguchi.Tables.CONTACT;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The call-backs that the own place has promised and not made. */
@Service
@RolesAllowed(Permission.CONTACT_WRITE)
public class CallBacks {

    private static final int LISTED = 100;

    private final DSLContext db;

    CallBacks(DSLContext db) {
        this.db = db;
    }

    /** The first 100, the earliest first; one is made once the member was called, or has called, since. */
    @Transactional(readOnly = true)
    public List<CallBackDue> due() {
        var workplace = CurrentStaff.get().workplace();
        if (workplace == null) {
            return List.of();
        }
        var moment = DatabaseTime.moment();
        var at = moment.field(0, Instant.class);
        var later = CONTACT.as("later");
        return db.select(CONTACT.CONTACT_NO, CONTACT.CALL_BACK_AT, concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN), at)
                .from(CONTACT)
                .crossJoin(moment)
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(CONTACT.STAFF_NO))
                .where(
                        CONTACT.PLACE_NO.eq(workplace.placeNo()),
                        CONTACT.CALL_BACK_AT.isNotNull(),
                        notExists(selectOne()
                                .from(later)
                                .where(
                                        later.MEMBER_NO.eq(CONTACT.MEMBER_NO),
                                        later.CHANNEL.in(Channel.PHONE_OUT.name(), Channel.PHONE_IN.name()),
                                        later.OPENED_AT.gt(CONTACT.CLOSED_AT))))
                .orderBy(CONTACT.CALL_BACK_AT, CONTACT.CONTACT_NO)
                .limit(LISTED)
                .fetch(row -> new CallBackDue(row.value1(), row.value2(), row.value3(), row.value4()));
    }
}
