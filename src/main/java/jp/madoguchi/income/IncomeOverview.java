package jp.madoguchi.income;

import static jp.madoguchi.db.madoguchi.Tables.INCOME_OVERVIEW;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;

import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Yen;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Settings;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whose proof of income is missing, expires, waits at the member or lies here. */
@Service
@RolesAllowed(Permission.INCOME_DECIDE)
public class IncomeOverview {

    /** How many are listed of one standing. */
    public static final int LISTED = 100;

    /** No look further ahead than this, days. */
    public static final int MOST_DAYS = 366;

    private final DSLContext db;
    private final Settings settings;
    private final DatabaseTime time;
    private final AuditLog audit;

    IncomeOverview(DSLContext db, Settings settings, DatabaseTime time, AuditLog audit) {
        this.db = db;
        this.settings = settings;
        this.time = time;
        this.audit = audit;
    }

    /** How far the overview looks ahead unless somebody says otherwise, days. */
    @Transactional(readOnly = true)
    public int days() {
        return settings.number("income.expiring_days", time.now());
    }

    /**
     * How many members stand where.
     *
     * @param days how far ahead, 0 to 366; others are taken for the nearest of these
     */
    @Transactional(readOnly = true)
    public Map<Standing, Integer> count(int days) {
        var overview = INCOME_OVERVIEW.call(time.now(), within(days));
        var counts = new EnumMap<Standing, Integer>(Standing.class);
        db.select(overview.STANDING, DSL.count())
                .from(overview)
                .groupBy(overview.STANDING)
                .forEach(row -> counts.put(Standing.valueOf(row.value1()), row.value2()));
        return counts;
    }

    /**
     * A member whose proof is not in order.
     *
     * @param since day on which it was asked for or ends, or of the contract
     * @param annualIncome on file; null = none
     */
    public record Line(
            MemberNo memberNo,
            String name,
            LocalDate since,
            @Nullable LocalDate renewOn,
            @Nullable Yen annualIncome) {}

    /** The first 100 of one standing, longest first. */
    @Transactional
    public List<Line> list(Standing standing, int days) {
        var overview = INCOME_OVERVIEW.call(time.now(), within(days));
        var lines = db.select(
                        overview.MEMBER_NO,
                        concat(MEMBER_NAME.FAMILY, inline(" "), MEMBER_NAME.GIVEN),
                        overview.SINCE,
                        overview.RENEW_ON,
                        overview.ANNUAL_INCOME)
                .from(overview)
                .join(MEMBER_NAME)
                .on(
                        MEMBER_NAME.MEMBER_NO.eq(overview.MEMBER_NO),
                        MEMBER_NAME.KIND.eq("LEGAL"),
                        MEMBER_NAME.VALID_TO.isNull())
                .where(overview.STANDING.eq(standing.name()))
                .orderBy(overview.SINCE, overview.MEMBER_NO)
                .limit(LISTED)
                .fetch(Records.mapping(Line::new));
        audit.append(AuditEntry.done(AuditAction.INCOME_OVERVIEW_READ)
                .because(standing.name())
                .showing(lines, Line::memberNo));
        return lines;
    }

    private static int within(int days) {
        return Math.clamp(days, 0, MOST_DAYS);
    }
}
