package jp.madoguchi.login;

import static jp.madoguchi.db.madoguchi.Routines.consecutiveFailures;
import static jp.madoguchi.db.madoguchi.Routines.dormantSince;
import static jp.madoguchi.db.madoguchi.Routines.settingInt;
import static jp.madoguchi.db.madoguchi.Tables.BORROWING_STOP;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.DELINQUENCY;
import static jp.madoguchi.db.madoguchi.Tables.LAST_LOGIN;
import static jp.madoguchi.db.madoguchi.Tables.MAINTENANCE_AT;
import static jp.madoguchi.db.madoguchi.Tables.NOTICE;
import static jp.madoguchi.db.madoguchi.Tables.OUTAGE_AT;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.values;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Yen;
import jp.madoguchi.operation.Settings;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what the diagnosis looks at; each row by its key. */
@Component
class DiagnosisReader {

    private final DSLContext db;
    private final Settings settings;

    DiagnosisReader(DSLContext db, Settings settings) {
        this.db = db;
        this.settings = settings;
    }

    /**
     * @param locks of the member, open and cleared
     * @param attempts of the member, newest first
     */
    DiagnosisFacts facts(MemberNo memberNo, List<Lock> locks, List<Attempt> attempts, Instant now) {
        var row = member(memberNo, now);
        var since = now.minus(Duration.ofHours(settings.number("diagnosis.look_back_hours", now)));
        return new DiagnosisFacts(
                contract(memberNo),
                row.dormantSince(),
                row.lastLoginAt(),
                locks.stream()
                        .filter(Lock::isOpen)
                        .sorted(Comparator.comparing(Lock::lockedAt))
                        .toList(),
                locks.stream()
                        .map(Lock::clearedAt)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                outages(now),
                maintenance(now),
                attempts.stream().filter(attempt -> attempt.at().isAfter(since)).toList(),
                row.attemptsLeft(),
                row.limitZero(),
                row.borrowingStopped(),
                row.lateSince());
    }

    private record Member(
            int attemptsLeft,
            @Nullable Instant lastLoginAt,
            @Nullable Instant dormantSince,
            boolean limitZero,
            boolean borrowingStopped,
            @Nullable LocalDate lateSince) {}

    private Member member(MemberNo memberNo, Instant now) {
        var at = val(now, SQLDataType.INSTANT);
        var number = val(memberNo.value());
        Field<Integer> left =
                settingInt(val("login_lock.threshold"), at).minus(consecutiveFailures(number, val("MEMBER_PAGE"), at));
        return db.select(
                        left,
                        field(select(LAST_LOGIN.AT).from(LAST_LOGIN).where(LAST_LOGIN.MEMBER_NO.eq(memberNo))),
                        dormantSince(number, at),
                        field(exists(selectOne()
                                .from(CONTRACT)
                                .where(
                                        CONTRACT.MEMBER_NO.eq(memberNo),
                                        CONTRACT.STATE.eq("ACTIVE"),
                                        CONTRACT.CREDIT_LIMIT.eq(Yen.ZERO)))),
                        field(exists(selectOne()
                                .from(BORROWING_STOP)
                                .where(BORROWING_STOP.MEMBER_NO.eq(memberNo), BORROWING_STOP.LIFTED_AT.isNull()))),
                        field(select(min(DELINQUENCY.DUE_ON))
                                .from(DELINQUENCY)
                                .where(DELINQUENCY.MEMBER_NO.eq(memberNo), DELINQUENCY.SETTLED_ON.isNull())))
                .fetchSingle(mapping(Member::new));
    }

    private DiagnosisFacts.@Nullable Contract contract(MemberNo memberNo) {
        return db.select(CONTRACT.STATE, CONTRACT.STARTED_ON, CONTRACT.ENDED_ON)
                .from(CONTRACT)
                .where(CONTRACT.MEMBER_NO.eq(memberNo))
                .orderBy(CONTRACT.STARTED_ON.desc(), CONTRACT.ID.desc())
                .limit(1)
                .fetchOne(mapping(DiagnosisFacts.Contract::new));
    }

    /** Of the member page, the app and ATMs, in this order. */
    List<Outage> outages(Instant now) {
        var services =
                values(row(1, "MEMBER_PAGE"), row(2, "APP"), row(3, "ATM")).as("service", "place", "name");
        var name = services.field("name", String.class);
        var outage = OUTAGE_AT.call(name, val(now, SQLDataType.INSTANT));
        return db.select(name, NOTICE.TITLE, outage.SINCE, outage.UNTIL, NOTICE.TO_SAY)
                .from(services)
                .crossJoin(outage)
                .join(NOTICE)
                .on(NOTICE.REF.eq(outage.REF))
                .orderBy(services.field("place"))
                .fetch(mapping(Outage::new));
    }

    @Nullable
    Maintenance maintenance(Instant now) {
        var window = MAINTENANCE_AT.call(now);
        return db.select(window.STARTS_AT, window.ENDS_AT).from(window).fetchOne(mapping(Maintenance::new));
    }
}
