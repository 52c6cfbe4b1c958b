package jp.madoguchi.contract;

import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.OUTAGE_SINCE;

import java.time.Instant;
import java.util.Optional;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Tokyo;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a waiver rests on: the late charge of today, and an outage of ours on or after the due date. */
@Component
class WaiverFacts {

    private final DSLContext db;
    private final Reckonings reckonings;

    WaiverFacts(DSLContext db, Reckonings reckonings) {
        this.db = db;
        this.reckonings = reckonings;
    }

    /** The loan of today, while it bears a late charge. */
    Optional<Reckoned> late(MemberNo memberNo, Instant now) {
        return reckonings
                .of(memberNo, Tokyo.date(now))
                .filter(today -> today.isLate() && !today.lateCharge().isZero());
    }

    /** What can be waived; empty where no outage reached into the time since the due date. */
    Optional<Waiving> waiving(Reckoned today, Instant now) {
        var dueOn = today.day().minusDays(today.daysLate());
        var outage = OUTAGE_SINCE.call(dueOn, now);
        return db.select(outage.REF, outage.TITLE)
                .from(outage)
                .fetchOptional(row -> new Waiving(today.lateCharge(), dueOn, row.value1(), row.value2()));
    }

    /** As text that is compared when it is applied. */
    String text(MemberNo memberNo, Waiving waiving, @Nullable Long checkId) {
        return db.select(CONTRACT.ID, CONTRACT.VERSION, CONTRACT.BALANCE, CONTRACT.MOVED_ON)
                .from(CONTRACT)
                .where(CONTRACT.MEMBER_NO.eq(memberNo))
                .orderBy(CONTRACT.STARTED_ON.desc(), CONTRACT.ID.desc())
                .limit(1)
                .fetchSingle(row -> "contract=" + row.value1() + ";version=" + row.value2() + ";balance=" + row.value3()
                        + ";moved=" + row.value4() + ";due=" + waiving.dueOn() + ";charge=" + waiving.amount()
                        + ";outage=" + waiving.notice() + ";check=" + checkId);
    }
}
