package jp.madoguchi.notice;

import static jp.madoguchi.db.madoguchi.Routines.decideMaintenanceChange;
import static jp.madoguchi.db.madoguchi.Routines.sendMaintenanceChange;
import static jp.madoguchi.db.madoguchi.Tables.MAINTENANCE_AFTER;
import static jp.madoguchi.db.madoguchi.Tables.MAINTENANCE_CHANGE;
import static jp.madoguchi.db.madoguchi.Tables.MAINTENANCE_RULE;
import static jp.madoguchi.db.madoguchi.Tables.MAINTENANCE_WINDOWS;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.notice.NoticeRefused.Why;
import jp.madoguchi.notice.NoticeVersion.Decision;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Operations;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.types.YearToSecond;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * The rules of the scheduled maintenance (定期メンテナンス), which logins, diagnosis and the member site obey at once. Who changes them
 * sees before sending which windows move; another admin agrees.
 */
@Service
@RolesAllowed(Permission.NOTICE_WRITE)
public class MaintenanceRules {

    static final Duration AHEAD = Duration.ofDays(60);

    private final DSLContext db;
    private final Operations operations;
    private final DatabaseTime time;
    private final Announcements announcements;
    private final AuditLog audit;

    MaintenanceRules(
            DSLContext db, Operations operations, DatabaseTime time, Announcements announcements, AuditLog audit) {
        this.db = db;
        this.operations = operations;
        this.time = time;
        this.announcements = announcements;
        this.audit = audit;
    }

    /** @param to null = open */
    public record Rule(
            long id, RuleForm form, Instant from, @Nullable Instant to) {}

    /** A change that waits for a second admin. */
    public record Waiting(UUID ref, RuleChange change, StaffNo makerNo, String maker, Instant madeAt) {}

    /** What becomes of a window. */
    public enum Fate {
        STAYS,
        COMES,
        GOES
    }

    /** A window before or after a change. */
    public record Move(MaintenanceWindow window, Fate fate) {}

    /**
     * @param rules in force or to come
     * @param windows of the next 60 days, the one of now included
     */
    public record State(Instant asOf, List<Rule> rules, List<MaintenanceWindow> windows, List<Waiting> waiting) {

        /** Whether a screen that shows the other shows this one, too: all but the moment. */
        boolean looksLike(@Nullable State other) {
            return other != null
                    && rules.equals(other.rules)
                    && windows.equals(other.windows)
                    && waiting.equals(other.waiting)
                    && windows.stream()
                            .filter(this::isNow)
                            .toList()
                            .equals(other.windows.stream().filter(other::isNow).toList());
        }

        boolean isNow(MaintenanceWindow window) {
            return !window.from().isAfter(asOf);
        }
    }

    @Transactional(readOnly = true)
    public State look() {
        var now = time.now();
        var r = MAINTENANCE_RULE;
        var rules = db
                .selectFrom(r)
                .where(r.EFFECTIVE_TO.isNull().or(r.EFFECTIVE_TO.gt(now)))
                .orderBy(r.EFFECTIVE_FROM, r.ID)
                .fetch()
                .stream()
                .map(row -> new Rule(
                        row.get(r.ID),
                        rule(
                                row.get(r.KIND),
                                row.get(r.WEEKDAY),
                                row.get(r.NTH),
                                row.get(r.MONTH),
                                row.get(r.DAY),
                                row.get(r.ON_DATE),
                                row.get(r.STARTS),
                                row.get(r.LASTS)),
                        row.get(r.EFFECTIVE_FROM),
                        row.get(r.EFFECTIVE_TO)))
                .toList();
        var w = MAINTENANCE_WINDOWS.call(now, now.plus(AHEAD));
        var windows = db.selectFrom(w).fetch().stream()
                .map(row -> new MaintenanceWindow(
                        row.get(w.RULE_ID),
                        row.get(w.WINDOW_DAY),
                        row.get(w.STARTS_AT),
                        row.get(w.ENDS_AT),
                        row.get(w.MOVED)))
                .toList();
        return new State(now, rules, windows, waiting());
    }

    private List<Waiting> waiting() {
        var c = MAINTENANCE_CHANGE;
        return db
                .select(c.fields())
                .select(NoticeRows.name(STAFF))
                .from(c)
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(c.MAKER))
                .where(c.DECISION.isNull())
                .orderBy(c.MADE_AT)
                .fetch()
                .stream()
                .map(row -> new Waiting(
                        row.get(c.REF),
                        change(row),
                        row.get(c.MAKER),
                        row.get(NoticeRows.name(STAFF)),
                        row.get(c.MADE_AT)))
                .toList();
    }

    /**
     * What a change would do to the windows of the next 60 days; nothing is kept.
     *
     * @throws NoticeRefused RULE_INCOMPLETE, REASON_MISSING, or CHANGED for a rule that counts no more or a window that does not exist
     */
    @Transactional
    public List<Move> preview(RuleChange typed) {
        var change = typed.required();
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        var ref = UUID.randomUUID();
        keep(ref, change);
        return moves(ref);
    }

    /** What a change that waits would do to the windows of the next 60 days. @throws NoticeRefused CHANGED when it fits no more */
    @Transactional
    public List<Move> consequences(UUID change) {
        return moves(change);
    }

    private List<Move> moves(UUID change) {
        var m = MAINTENANCE_AFTER.call(change, time.now().plus(AHEAD));
        return GuardedWrite.ask(() -> db.selectFrom(m).fetch().stream()
                .map(row -> new Move(
                        new MaintenanceWindow(
                                row.get(m.RULE_ID),
                                row.get(m.WINDOW_DAY),
                                row.get(m.STARTS_AT),
                                row.get(m.ENDS_AT),
                                row.get(m.MOVED)),
                        row.get(m.STAYS) ? Fate.STAYS : row.get(m.COMES) ? Fate.COMES : Fate.GOES))
                .toList());
    }

    /** Sends a change to a second admin. @throws NoticeRefused as {@link #preview} */
    @Transactional
    public UUID send(OperationId id, RuleChange typed) {
        var change = typed.required();
        return operations.once(id, "notice.MaintenanceRules.send", UUID.class, () -> {
            var ref = UUID.randomUUID();
            keep(ref, change);
            moves(ref);
            tell(AuditEntry.done(AuditAction.MAINTENANCE_CHANGE_SENT)
                    .because(change.what().name())
                    .with("change", ref)
                    .with("rule", change.ruleId()));
            return ref;
        });
    }

    /** Agrees to a change of somebody else, which counts at once or from its day on. @throws NoticeRefused OWN or CHANGED */
    @Transactional
    public UUID approve(OperationId id, UUID change) {
        return decide(id, "notice.MaintenanceRules.approve", change, Decision.APPROVED, null);
    }

    /** @throws NoticeRefused OWN, REASON_MISSING or CHANGED */
    @Transactional
    public UUID refuse(OperationId id, UUID change, @Nullable String note) {
        var why = FreeText.clean(note, Notices.REASON);
        if (why == null) {
            throw new NoticeRefused(Why.REASON_MISSING);
        }
        return decide(id, "notice.MaintenanceRules.refuse", change, Decision.REFUSED, why);
    }

    /** Takes back one's own. @throws NoticeRefused CHANGED when it does not wait or is somebody else's */
    @Transactional
    public UUID takeBack(OperationId id, UUID change) {
        return decide(id, "notice.MaintenanceRules.takeBack", change, Decision.TAKEN_BACK, null);
    }

    private UUID decide(OperationId id, String useCase, UUID change, Decision decision, @Nullable String note) {
        return operations.once(id, useCase, UUID.class, () -> {
            var maker = db.select(MAINTENANCE_CHANGE.MAKER)
                    .from(MAINTENANCE_CHANGE)
                    .where(MAINTENANCE_CHANGE.REF.eq(change))
                    .fetchOne(MAINTENANCE_CHANGE.MAKER);
            if (decision != Decision.TAKEN_BACK && CurrentStaff.get().staffNo().equals(maker)) {
                throw new NoticeRefused(Why.OWN);
            }
            GuardedWrite.ask(() -> db.select(decideMaintenanceChange(
                            val(change),
                            val(decision.name()),
                            val(note),
                            val(CurrentStaff.get().staffNo().value())))
                    .fetchSingle());
            tell(AuditEntry.done(AuditAction.MAINTENANCE_CHANGE_DECIDED)
                    .because(decision.name())
                    .with("change", change));
            return change;
        });
    }

    private void tell(AuditEntry entry) {
        audit.append(entry);
        announcements.tell(Announcements.Kind.NOTICE);
    }

    private void keep(UUID ref, RuleChange change) {
        var rule = change.rule();
        var weekday = rule == null ? null : rule.weekday();
        var nth = rule == null ? null : rule.nth();
        var yearly = rule == null ? null : rule.yearly();
        var c = MAINTENANCE_CHANGE;
        GuardedWrite.ask(() -> db.select(sendMaintenanceChange(
                        val(ref),
                        val(change.what().name()),
                        val(change.ruleId(), c.RULE_ID),
                        val(change.countsFrom(), c.COUNTS_FROM),
                        val(rule == null ? null : rule.kind().name(), c.KIND),
                        val(weekday == null ? null : weekday.getValue(), c.WEEKDAY),
                        val(nth, c.NTH),
                        val(yearly == null ? null : yearly.getMonthValue(), c.MONTH),
                        val(yearly == null ? null : yearly.getDayOfMonth(), c.DAY),
                        val(rule == null ? null : rule.onDate(), c.ON_DATE),
                        val(rule == null ? null : rule.starts(), c.STARTS),
                        val(rule == null ? null : rule.minutes(), Integer.class),
                        val(change.windowDay(), c.WINDOW_DAY),
                        val(change.movedTo(), c.MOVED_TO),
                        val(change.reason()),
                        val(CurrentStaff.get().staffNo().value())))
                .fetchSingle());
    }

    private static RuleChange change(Record row) {
        var c = MAINTENANCE_CHANGE;
        var kind = row.get(c.KIND);
        return new RuleChange(
                RuleChange.What.valueOf(row.get(c.WHAT)),
                row.get(c.RULE_ID),
                row.get(c.COUNTS_FROM),
                kind == null
                        ? null
                        : rule(
                                kind,
                                row.get(c.WEEKDAY),
                                row.get(c.NTH),
                                row.get(c.MONTH),
                                row.get(c.DAY),
                                row.get(c.ON_DATE),
                                row.get(c.STARTS),
                                row.get(c.LASTS)),
                row.get(c.WINDOW_DAY),
                row.get(c.MOVED_TO),
                row.get(c.REASON));
    }

    private static RuleForm rule(
            String kind,
            @Nullable Short weekday,
            @Nullable Short nth,
            @Nullable Short month,
            @Nullable Short day,
            @Nullable LocalDate onDate,
            LocalTime starts,
            YearToSecond lasts) {
        return new RuleForm(
                RuleKind.valueOf(kind),
                weekday == null ? null : DayOfWeek.of(weekday),
                nth == null ? null : nth.intValue(),
                month == null || day == null ? null : MonthDay.of(month, day),
                onDate,
                starts,
                (int) lasts.toDuration().toMinutes());
    }
}
