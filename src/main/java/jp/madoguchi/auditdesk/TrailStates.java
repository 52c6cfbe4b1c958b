package jp.madoguchi.auditdesk;

import static jp.madoguchi.db.madoguchi.Tables.AUDIT_ENTRY;

import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import jp.madoguchi.audit.Anchors;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.core.Permission;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How the trail stands: when it was verified last and with what result, and whether its heads leave the database. */
@Service
@RolesAllowed({Permission.AUDIT_READ, Permission.STAFF_ADMIN})
public class TrailStates {

    private static final int LOOK_BACK_DAYS = 30;

    private final DSLContext db;
    private final Anchors anchors;
    private final Clock clock;

    TrailStates(DSLContext db, Anchors anchors, Clock clock) {
        this.db = db;
        this.anchors = anchors;
        this.clock = clock;
    }

    /** @param verifiedAt null when it was not within 30 days */
    public record TrailState(@Nullable Instant verifiedAt, boolean whole, Anchors.State anchors) {}

    @Transactional(readOnly = true)
    public TrailState read() {
        var last = db.select(AUDIT_ENTRY.AT, AUDIT_ENTRY.REASON)
                .from(AUDIT_ENTRY)
                .where(
                        AUDIT_ENTRY.ACTION.eq(AuditAction.TRAIL_VERIFIED.name()),
                        AUDIT_ENTRY.AT.gt(clock.instant().minus(LOOK_BACK_DAYS, ChronoUnit.DAYS)))
                .orderBy(AUDIT_ENTRY.AT.desc(), AUDIT_ENTRY.ID.desc())
                .limit(1)
                .fetchOptional();
        return new TrailState(
                last.map(row -> row.value1()).orElse(null),
                last.filter(row -> "WHOLE".equals(row.value2())).isPresent(),
                anchors.state());
    }
}
