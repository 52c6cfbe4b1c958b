package jp.madoguchi.operation;

import static jp.madoguchi.db.madoguchi.Tables.BARRED_MEMBER;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.StaffNo;
import org.jooq.Condition;
import org.jooq.Field;

/** The bar on own records, as part of the statements that find and load members. */
public final class OwnRecords {

    private OwnRecords() {}

    /** That a member is barred from the person who is signed in: themselves, their household, a colleague of today's places. */
    public static Condition isBarred(Field<MemberNo> member) {
        return isBarred(member, val(CurrentStaff.get().staffNo(), BARRED_MEMBER.STAFF_NO));
    }

    /** The same for a person whose number has a place in the statement. */
    public static Condition isBarred(Field<MemberNo> member, Field<StaffNo> staff) {
        return member.in(select(BARRED_MEMBER.MEMBER_NO).from(BARRED_MEMBER).where(BARRED_MEMBER.STAFF_NO.eq(staff)));
    }

    /** That the row is of no such member; a row without a member is nobody's. */
    public static Condition open(Field<MemberNo> member) {
        return member.isNull().or(isBarred(member).not());
    }
}
