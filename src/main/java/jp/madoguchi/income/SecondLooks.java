package jp.madoguchi.income;

import static jp.madoguchi.db.madoguchi.Tables.INCOME_DECISION;
import static jp.madoguchi.db.madoguchi.Tables.INCOME_DECISION_UNDO;
import static jp.madoguchi.db.madoguchi.Tables.INCOME_SECOND_LOOK;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Yen;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.operation.OwnRecords;
import jp.madoguchi.review.Leases;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The second person's look at acceptances that were drawn or that change an income much; nothing takes effect before it. */
@Service
@RolesAllowed(SecondLooks.RIGHT)
public class SecondLooks {

    /** Of whoever decides income papers as the second person only. */
    public static final String RIGHT = Permission.INCOME_DECIDE + ":SECOND";

    private static final Condition WAITS = INCOME_DECISION
            .EFFECTIVE_AT
            .isNull()
            .and(notExists(selectOne()
                    .from(INCOME_SECOND_LOOK)
                    .where(INCOME_SECOND_LOOK.DECISION_REF.eq(INCOME_DECISION.REF))))
            .and(notExists(selectOne()
                    .from(INCOME_DECISION_UNDO)
                    .where(INCOME_DECISION_UNDO.DECISION_REF.eq(INCOME_DECISION.REF))));

    private final DSLContext db;
    private final MemberLock memberLock;
    private final CaseFiles files;
    private final IncomeEffects effects;
    private final Operations operations;
    private final Announcements announcements;
    private final DatabaseTime time;
    private final AuditLog audit;

    SecondLooks(
            DSLContext db,
            MemberLock memberLock,
            CaseFiles files,
            IncomeEffects effects,
            Operations operations,
            Announcements announcements,
            DatabaseTime time,
            AuditLog audit) {
        this.db = db;
        this.memberLock = memberLock;
        this.files = files;
        this.effects = effects;
        this.operations = operations;
        this.announcements = announcements;
        this.time = time;
        this.audit = audit;
    }

    /** What is wrong with an acceptance that is not agreed to. */
    public enum Objection {
        FIGURES,
        PERIOD,
        PERSON,
        PAPER
    }

    /** An acceptance that waits, without a word about the person. */
    public record Waiting(
            UUID decision, String decidedBy, Instant decidedAt, CertificateKind kind, List<SecondLookCause> causes) {}

    /** Those of others, oldest first; nobody looks at their own. */
    @Transactional(readOnly = true)
    public List<Waiting> waiting() {
        return db.select(
                        INCOME_DECISION.REF,
                        Leases.HOLDER,
                        INCOME_DECISION.DECIDED_AT,
                        INCOME_DECISION.KIND,
                        INCOME_DECISION.SECOND_LOOK)
                .from(INCOME_DECISION)
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(INCOME_DECISION.DECIDED_BY))
                .where(
                        WAITS,
                        INCOME_DECISION.DECIDED_BY.ne(CurrentStaff.get().staffNo()),
                        OwnRecords.open(INCOME_DECISION.MEMBER_NO))
                .orderBy(INCOME_DECISION.DECIDED_AT, INCOME_DECISION.REF)
                .fetch(row -> new Waiting(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        CertificateKind.valueOf(row.value4()),
                        causes(row.value5())));
    }

    private static List<SecondLookCause> causes(String[] stored) {
        return Arrays.stream(stored).map(SecondLookCause::valueOf).toList();
    }

    /**
     * An acceptance with all that it was decided on.
     *
     * @param file the case as it stands now
     * @param figures what was read off the papers
     */
    public record Look(
            UUID decision,
            ReviewCase file,
            Figures figures,
            Yen annualIncome,
            String formula,
            LocalDate renewOn,
            String decidedBy,
            Instant decidedAt,
            List<SecondLookCause> causes) {}

    /** @throws NoLookWaiting when it does not wait any more, or is the reader's own */
    @Transactional
    public Look read(UUID decision) {
        var now = time.now();
        var look = db.select(
                        INCOME_DECISION.SENDING_REF,
                        INCOME_DECISION.FIGURES,
                        INCOME_DECISION.ANNUAL_INCOME,
                        INCOME_DECISION.FORMULA,
                        INCOME_DECISION.RENEW_ON,
                        Leases.HOLDER,
                        INCOME_DECISION.DECIDED_AT,
                        INCOME_DECISION.SECOND_LOOK)
                .from(INCOME_DECISION)
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(INCOME_DECISION.DECIDED_BY))
                .where(
                        INCOME_DECISION.REF.eq(decision),
                        WAITS,
                        INCOME_DECISION.DECIDED_BY.ne(CurrentStaff.get().staffNo()))
                .fetchOptional(row -> new Look(
                        decision,
                        files.read(row.value1(), now),
                        Json.read(row.value2(), Figures.class),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        causes(row.value8())))
                .orElseThrow(NoLookWaiting::new);
        audit.append(AuditEntry.done(AuditAction.INCOME_CASE_READ)
                .about(look.file().memberNo())
                .with("sending", look.file().sending())
                .with("decision", decision));
        return look;
    }

    /**
     * Agrees, or sends the papers back into the queue.
     *
     * @param fingerprint of the case as it was shown
     * @param objection what is wrong; null = agreed
     * @return until when it can be undone; sent back at once
     * @throws NoLookWaiting when it does not wait any more, or is the person's own
     * @throws SomethingNewer when anything is not as it was shown
     */
    @Transactional
    public Decided look(OperationId id, UUID decision, String fingerprint, @Nullable Objection objection) {
        return operations.once(id, "income.SecondLooks.look", Decided.class, () -> {
            var row = db.select(
                            INCOME_DECISION.MEMBER_NO,
                            INCOME_DECISION.SENDING_REF,
                            INCOME_DECISION.KIND,
                            INCOME_DECISION.ANNUAL_INCOME,
                            INCOME_DECISION.PAPER_ON,
                            INCOME_DECISION.RENEW_ON)
                    .from(INCOME_DECISION)
                    .where(INCOME_DECISION.REF.eq(decision))
                    .fetchOptional()
                    .orElseThrow(NoLookWaiting::new);
            memberLock.take(row.value1());
            var staff = CurrentStaff.get().staffNo();
            if (!db.fetchExists(
                    INCOME_DECISION, INCOME_DECISION.REF.eq(decision), WAITS, INCOME_DECISION.DECIDED_BY.ne(staff))) {
                throw new NoLookWaiting();
            }
            var now = time.now();
            var file = files.read(row.value2(), now);
            if (!file.fingerprint().equals(fingerprint)) {
                throw new SomethingNewer();
            }
            var effectiveAt = objection == null ? effects.moment(now) : null;
            var message = effectiveAt == null ? null : effects.tellAccepted(file, now, effectiveAt);
            db.insertInto(INCOME_SECOND_LOOK)
                    .set(INCOME_SECOND_LOOK.DECISION_REF, decision)
                    .set(INCOME_SECOND_LOOK.AGREED, objection == null)
                    .set(INCOME_SECOND_LOOK.REASON, objection == null ? null : objection.name())
                    .set(INCOME_SECOND_LOOK.LOOKED_BY, staff)
                    .set(INCOME_SECOND_LOOK.LOOKED_AT, now)
                    .set(INCOME_SECOND_LOOK.EFFECTIVE_AT, effectiveAt)
                    .set(INCOME_SECOND_LOOK.MESSAGE_REF, message)
                    .execute();
            if (effectiveAt != null) {
                effects.putOnFile(
                        new IncomeEffects.Accepted(
                                decision,
                                row.value1(),
                                row.value4(),
                                row.value5(),
                                row.value6(),
                                effects.workplaceAsOf(
                                        CertificateKind.valueOf(row.value3()), row.value5(), file.receivedAt())),
                        effectiveAt);
            }
            audit.append(AuditEntry.done(AuditAction.INCOME_SECOND_LOOK)
                    .about(row.value1())
                    .by(id)
                    .because(objection == null ? "AGREED" : objection.name())
                    .with("decision", decision));
            announcements.tell(Announcements.Kind.INCOME);
            return new Decided(decision, row.value2(), now, effectiveAt, List.of());
        });
    }
}
