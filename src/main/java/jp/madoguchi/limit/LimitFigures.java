package jp.madoguchi.limit;

import static jp.madoguchi.db.madoguchi.Tables.APPROVAL;
import static jp.madoguchi.db.madoguchi.Tables.LIMIT_DECISION;
import static jp.madoguchi.db.madoguchi.Tables.LIMIT_FIGURES;
import static jp.madoguchi.db.madoguchi.Tables.LIMIT_OFFER;
import static jp.madoguchi.db.madoguchi.Tables.LIMIT_REQUEST;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.LimitJudgement;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.review.Leases;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the desk for requests has done: figures of a time, the decisions behind each figure, and each decision as it was seen. */
@Service
@RolesAllowed({Permission.LIMIT_DECIDE, LimitFigures.SECOND})
public class LimitFigures {

    static final String SECOND = Permission.LIMIT_DECIDE + ":SECOND";

    /** How many decisions are listed. */
    public static final int LISTED = 200;

    private static final jp.madoguchi.db.madoguchi.tables.Staff CHECKER = STAFF.as("checker");

    private final DSLContext db;
    private final DatabaseTime time;
    private final AuditLog audit;

    LimitFigures(DSLContext db, DatabaseTime time, AuditLog audit) {
        this.db = db;
        this.time = time;
        this.audit = audit;
    }

    /**
     * One figure, as madoguchi.limit_figures names it.
     *
     * @param week its Monday; null unless it is counted by weeks
     * @param hours null unless it is a time
     */
    public record Figure(
            String figure,
            String code,
            @Nullable LocalDate week,
            int number,
            @Nullable Double hours) {}

    /** @param from first day in Tokyo; to, the last, is today */
    public record Figures(LocalDate from, LocalDate to, List<Figure> lines) {

        public Figures {
            lines = List.copyOf(lines);
        }

        List<Figure> of(String figure) {
            return lines.stream().filter(line -> line.figure().equals(figure)).toList();
        }

        int number(String figure, String code) {
            return of(figure).stream()
                    .filter(line -> line.code().equals(code))
                    .mapToInt(Figure::number)
                    .sum();
        }

        Optional<Double> hours(String share) {
            return of("TIME").stream()
                    .filter(line -> line.code().equals(share))
                    .findFirst()
                    .map(Figure::hours);
        }
    }

    /** @param days back from today, 1 to 366; others are taken for the nearest of these */
    @Transactional(readOnly = true)
    public Figures read(int days) {
        var to = Tokyo.date(time.now());
        var from = to.minusDays(Math.clamp(days, 1, 366) - 1L);
        var figures = LIMIT_FIGURES.call(from, to);
        return new Figures(
                from,
                to,
                db.select(figures.FIGURE, figures.CODE, figures.WEEK, figures.NUMBER, figures.HOURS)
                        .from(figures)
                        .fetch(row -> new Figure(
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                row.value4(),
                                row.value5() == null ? null : row.value5().doubleValue())));
    }

    /**
     * Which decisions.
     *
     * @param from first day in Tokyo
     * @param to last day
     * @param outcome null = any
     * @param reason null = any
     * @param late answered after the promised day; null = either, and holds and requests for papers too
     * @param waiting only those whose offer waits for the member (承諾待ち)
     */
    public record Which(
            LocalDate from,
            LocalDate to,
            LimitForm.@Nullable Outcome outcome,
            @Nullable LimitReason reason,
            @Nullable Boolean late,
            boolean waiting) {

        public Which(
                LocalDate from,
                LocalDate to,
                LimitForm.@Nullable Outcome outcome,
                @Nullable LimitReason reason,
                @Nullable Boolean late) {
            this(from, to, outcome, reason, late, false);
        }
    }

    /** A decision; says nothing about the person. */
    public record Line(
            UUID decision,
            Instant decidedAt,
            Instant receivedAt,
            RequestKind kind,
            Yen asked,
            LimitForm.Outcome outcome,
            @Nullable Yen limit,
            List<String> reasons,
            String reviewer) {}

    /** The first 200, newest first. */
    @Transactional(readOnly = true)
    public List<Line> list(Which which) {
        var outcome = which.outcome();
        var reason = which.reason();
        return db.select(
                        LIMIT_DECISION.REF,
                        LIMIT_DECISION.DECIDED_AT,
                        LIMIT_REQUEST.RECEIVED_AT,
                        LIMIT_REQUEST.KIND.convertFrom(RequestKind::valueOf),
                        LIMIT_REQUEST.ASKED_LIMIT,
                        LIMIT_DECISION.OUTCOME.convertFrom(LimitForm.Outcome::valueOf),
                        LIMIT_DECISION.CREDIT_LIMIT,
                        LIMIT_DECISION.REASONS.convertFrom(List::of),
                        Leases.HOLDER)
                .from(LIMIT_DECISION)
                .join(LIMIT_REQUEST)
                .on(LIMIT_REQUEST.REF.eq(LIMIT_DECISION.REQUEST_REF))
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(LIMIT_DECISION.DECIDED_BY))
                .where(
                        LIMIT_DECISION.DECIDED_AT.ge(Tokyo.startOf(which.from())),
                        LIMIT_DECISION.DECIDED_AT.lt(Tokyo.startOf(which.to().plusDays(1))),
                        outcome == null ? noCondition() : LIMIT_DECISION.OUTCOME.eq(outcome.name()),
                        reason == null ? noCondition() : LIMIT_DECISION.REASONS.contains(new String[] {reason.name()}),
                        late(which.late()),
                        which.waiting() ? waiting(time.now()) : noCondition())
                .orderBy(LIMIT_DECISION.DECIDED_AT.desc(), LIMIT_DECISION.REF)
                .limit(LISTED)
                .fetch(Records.mapping(Line::new));
    }

    /** An offer that was neither answered nor taken back, and is in time. */
    static Condition waiting(Instant now) {
        return exists(selectOne()
                .from(LIMIT_OFFER)
                .where(
                        LIMIT_OFFER.DECISION_REF.eq(LIMIT_DECISION.REF),
                        LIMIT_OFFER.ENDED_AT.isNull(),
                        LIMIT_OFFER.VALID_UNTIL.gt(now)));
    }

    private static Condition late(@Nullable Boolean late) {
        if (late == null) {
            return noCondition();
        }
        var day = LIMIT_DECISION.DECIDED_AT.cast(org.jooq.impl.SQLDataType.LOCALDATE);
        return LIMIT_DECISION
                .OUTCOME
                .in(LimitForm.Outcome.APPROVED.name(), LimitForm.Outcome.DECLINED.name())
                .and(late ? day.gt(LIMIT_REQUEST.PROMISED_BY) : day.le(LIMIT_REQUEST.PROMISED_BY));
    }

    /**
     * A decision with all that was seen when it was made.
     *
     * @param checker name of the second person; null when none was needed
     * @param fate how its offer ended; null while it is open, and without one
     * @param offer ref of its offer while it waits for the member; null otherwise
     * @param validUntil until when it can be accepted; null with it
     */
    public record Decided(
            Line line,
            MemberNo memberNo,
            @Nullable String note,
            @Nullable LocalDate heldUntil,
            @Nullable String checker,
            @Nullable String fate,
            @Nullable UUID offer,
            @Nullable Instant validUntil,
            LimitJudgement judgement) {}

    /** Empty when there is no such decision; the reading is recorded. */
    @Transactional
    public Optional<Decided> open(UUID decision) {
        var now = time.now();
        var found = db.select(
                        LIMIT_DECISION.REF,
                        LIMIT_DECISION.DECIDED_AT,
                        LIMIT_REQUEST.RECEIVED_AT,
                        LIMIT_REQUEST.KIND.convertFrom(RequestKind::valueOf),
                        LIMIT_REQUEST.ASKED_LIMIT,
                        LIMIT_DECISION.OUTCOME.convertFrom(LimitForm.Outcome::valueOf),
                        LIMIT_DECISION.CREDIT_LIMIT,
                        LIMIT_DECISION.REASONS.convertFrom(List::of),
                        Leases.HOLDER,
                        LIMIT_DECISION.MEMBER_NO,
                        LIMIT_DECISION.NOTE,
                        LIMIT_DECISION.HELD_UNTIL,
                        concat(CHECKER.FAMILY, inline(" "), CHECKER.GIVEN),
                        LIMIT_OFFER.END_REASON,
                        LIMIT_DECISION.JUDGEMENT,
                        LIMIT_OFFER.REF,
                        LIMIT_OFFER.VALID_UNTIL)
                .from(LIMIT_DECISION)
                .join(LIMIT_REQUEST)
                .on(LIMIT_REQUEST.REF.eq(LIMIT_DECISION.REQUEST_REF))
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(LIMIT_DECISION.DECIDED_BY))
                .leftJoin(APPROVAL)
                .on(APPROVAL.REF.eq(LIMIT_DECISION.APPROVAL_REF))
                .leftJoin(CHECKER)
                .on(CHECKER.STAFF_NO.eq(APPROVAL.CHECKER))
                .leftJoin(LIMIT_OFFER)
                .on(
                        LIMIT_OFFER.DECISION_REF.eq(LIMIT_DECISION.REF),
                        LIMIT_OFFER.ENDED_AT.isNotNull().or(LIMIT_OFFER.VALID_UNTIL.gt(now)))
                .where(LIMIT_DECISION.REF.eq(val(decision)))
                .fetchOptional(row -> new Decided(
                        new Line(
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                row.value4(),
                                row.value5(),
                                row.value6(),
                                row.value7(),
                                row.value8(),
                                row.value9()),
                        row.value10(),
                        row.value11(),
                        row.value12(),
                        row.value13(),
                        row.value14(),
                        row.value14() == null ? row.value16() : null,
                        row.value14() == null ? row.value17() : null,
                        LimitCases.seen(Json.read(row.value15().data(), LimitJudgement.class))));
        found.ifPresent(decided -> audit.append(AuditEntry.done(AuditAction.LIMIT_DECISION_READ)
                .about(decided.memberNo())
                .with("decision", decision)));
        return found;
    }
}
