package jp.madoguchi.operation;

import static jp.madoguchi.db.madoguchi.Routines.barredMembers;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OwnRecord;
import jp.madoguchi.db.madoguchi.Routines;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/** The bar on own records, as part of the statements that find and load members. */
public final class OwnRecords {

    /** Without the cast the database would take the one array for rows. */
    private static final DataType<String[]> TEXTS = SQLDataType.CLOB.array();

    private OwnRecords() {}

    /** That a member is barred from the person who is signed in: themselves, their household, a colleague of today's places. */
    public static Condition isBarred(Field<MemberNo> member) {
        return isBarred(member, val(CurrentStaff.get().staffNo().value()));
    }

    /** The same of one member alone: a look at one index for nearly all. */
    public static Field<Boolean> isBarred(MemberNo memberNo) {
        return Routines.isBarred(val(CurrentStaff.get().staffNo().value()), val(memberNo.value()));
    }

    /**
     * The same for a person whose number has a place in the statement. They are asked for once in it, by a function whose plan is kept:
     * planned with each search, the question would take longer than the search.
     */
    public static Condition isBarred(Field<MemberNo> member, Field<String> staffNo) {
        var barred = field(select(barredMembers(staffNo)));
        return member.eq(
                any(barred.cast(TEXTS).coerce(MEMBER.MEMBER_NO.getDataType().getArrayDataType())));
    }

    /**
     * For readings that leave no entry of their own, because they belong to one that does: the net of the trail does not hold those.
     *
     * @throws OwnRecord when the member is barred from the person who is signed in
     */
    public static void require(DSLContext db, MemberNo member) {
        if (db.select(isBarred(member)).fetchSingle().value1()) {
            throw new OwnRecord(member);
        }
    }

    /** That the row is of no such member; a row without a member is nobody's. */
    public static Condition open(Field<MemberNo> member) {
        return member.isNull().or(isBarred(member).not());
    }
}
