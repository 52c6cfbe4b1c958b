package jp.madoguchi.debit;

import static jp.madoguchi.db.madoguchi.Routines.bankServiceRow;
import static jp.madoguchi.db.madoguchi.Routines.debitDueDay;
import static jp.madoguchi.db.madoguchi.Tables.BANK_ACCOUNT;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static org.jooq.impl.DSL.val;

import java.util.Objects;
import java.util.Optional;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is on by its rows, and what direct debit would move. */
@Component
class ServiceRows {

    private final DSLContext db;
    private final DatabaseTime time;

    ServiceRows(DSLContext db, DatabaseTime time) {
        this.db = db;
        this.time = time;
    }

    /** Days of the month; 31 = month end. */
    record MovedDueDay(int from, int to) {}

    boolean isAsSeen(MemberNo memberNo, ServiceForm form) {
        var on = form.on();
        return Objects.equals(row(memberNo, form.kind()), form.replaces())
                && (on == null
                        || on.accountId() == null
                        || on.accountId().equals(row(memberNo, ServiceKind.BANK_ACCOUNT)));
    }

    private @Nullable Long row(MemberNo memberNo, ServiceKind kind) {
        return db.select(bankServiceRow(val(kind.name()), val(memberNo.value())))
                .fetchSingle()
                .value1();
    }

    /** The due day that direct debit from the registered account moves; empty when it stays. */
    Optional<MovedDueDay> movedDueDay(MemberNo memberNo) {
        return db.select(
                        CONTRACT.DUE_DAY,
                        debitDueDay(
                                BANK_ACCOUNT.BANK_CODE,
                                CONTRACT.DUE_DAY.coerce(Integer.class),
                                val(Tokyo.date(time.now()))))
                .from(CONTRACT)
                .join(BANK_ACCOUNT)
                .on(BANK_ACCOUNT.MEMBER_NO.eq(CONTRACT.MEMBER_NO), BANK_ACCOUNT.VALID_TO.isNull())
                .where(CONTRACT.MEMBER_NO.eq(memberNo), CONTRACT.STATE.eq("ACTIVE"), BANK_ACCOUNT.BANK_CODE.isNotNull())
                .fetchOptional(row -> new MovedDueDay(row.value1(), row.value2()))
                .filter(moved -> moved.from() != moved.to());
    }
}
