package jp.madoguchi.income;

import static jp.madoguchi.db.madoguchi.Routines.retentionDueOn;
import static jp.madoguchi.db.madoguchi.Tables.INCOME_CERTIFICATE;
import static jp.madoguchi.db.madoguchi.Tables.INCOME_DECISION;
import static jp.madoguchi.db.madoguchi.Tables.INCOME_DECISION_UNDO;
import static jp.madoguchi.db.madoguchi.Tables.INCOME_SECOND_LOOK;
import static jp.madoguchi.db.workspace.Tables.INCOME_FIGURES;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Yen;
import jp.madoguchi.message.Outbox;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.review.Leases;
import jp.madoguchi.review.NoLongerYours;
import jp.madoguchi.ui.Texts;
import org.jooq.DSLContext;
import org.jooq.InsertSetMoreStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides about the papers of one sending: accepts them with an annual income, asks for others, or refuses. Takes effect after
 * the seconds of the setting {@code income.undo_seconds}, until when it can be undone; the message to the member is due then.
 */
@Service
@RolesAllowed(Permission.INCOME_DECIDE)
public class CertificateDecision {

    private final DSLContext db;
    private final MemberLock memberLock;
    private final Leases leases;
    private final CaseFiles files;
    private final IncomeRules rules;
    private final IncomeEffects effects;
    private final Outbox outbox;
    private final Operations operations;
    private final Settings settings;
    private final Announcements announcements;
    private final DatabaseTime time;
    private final AuditLog audit;

    CertificateDecision(
            DSLContext db,
            MemberLock memberLock,
            Leases leases,
            CaseFiles files,
            IncomeRules rules,
            IncomeEffects effects,
            Outbox outbox,
            Operations operations,
            Settings settings,
            Announcements announcements,
            DatabaseTime time,
            AuditLog audit) {
        this.db = db;
        this.memberLock = memberLock;
        this.leases = leases;
        this.files = files;
        this.rules = rules;
        this.effects = effects;
        this.outbox = outbox;
        this.operations = operations;
        this.settings = settings;
        this.announcements = announcements;
        this.time = time;
        this.audit = audit;
    }

    /**
     * @throws NoLongerYours when the person does not have the papers
     * @throws SomethingNewer when anything is not as it was shown
     * @throws NotDecidable when a check does not hold for an acceptance, or a reason is missing or of another outcome
     */
    @Transactional
    public Decided decide(OperationId id, UUID sending, DecisionForm form) {
        return operations.once(id, "income.CertificateDecision.decide", Decided.class, () -> {
            var lease = leases.require(sending, time.now());
            memberLock.take(lease.memberNo());
            files.lock(sending);
            var now = time.now();
            leases.require(sending, now);
            var file = files.read(sending, now);
            if (!file.fingerprint().equals(form.fingerprint())) {
                throw new SomethingNewer();
            }
            var decided = form.outcome() == DecisionForm.Outcome.ACCEPTED
                    ? accept(lease, file, form.typed(), now)
                    : turnDown(lease, file, form, now);
            db.deleteFrom(INCOME_FIGURES)
                    .where(INCOME_FIGURES.SENDING_REF.eq(sending))
                    .execute();
            audit.append(AuditEntry.done(AuditAction.INCOME_DECIDED)
                    .about(lease.memberNo())
                    .by(id)
                    .because(form.outcome().name())
                    .with("decision", decided.ref())
                    .with("sending", sending)
                    .with("reasons", form.reasons())
                    .with("second_look", decided.secondLook()));
            announcements.tell(Announcements.Kind.INCOME);
            return decided;
        });
    }

    private Decided accept(Leases.Lease lease, ReviewCase file, Typed typed, Instant now) {
        var numbers = rules.at(now);
        if (!Check.allHold(Check.of(file, typed, numbers))) {
            throw new NotDecidable();
        }
        var figures = typed.figures(file.receivedOn());
        var annual = AnnualIncome.of(figures).orElseThrow(NotDecidable::new);
        var paperOn = Validity.paperOn(figures);
        var kind = figures.kind();
        if (paperOn == null || kind == null) {
            throw new NotDecidable();
        }
        var secondLook = secondLook(file, annual.amount(), now);
        var effectiveAt = secondLook.isEmpty() ? effects.moment(now) : null;
        var ref = UUID.randomUUID();
        var message = effectiveAt == null ? null : effects.tellAccepted(file, now, effectiveAt);
        var accepted = new IncomeEffects.Accepted(
                ref,
                file.memberNo(),
                annual.amount(),
                paperOn,
                Validity.renewOn(paperOn, numbers),
                effects.workplaceAsOf(kind, paperOn, file.receivedAt()));
        insert(ref, lease, file, DecisionForm.Outcome.ACCEPTED, secondLook, List.of(), now, effectiveAt, message)
                .set(INCOME_DECISION.KIND, kind.name())
                .set(INCOME_DECISION.FIGURES, Json.write(figures))
                .set(INCOME_DECISION.ANNUAL_INCOME, accepted.annualIncome())
                .set(INCOME_DECISION.FORMULA, Texts.inJapanese(annual.formula()))
                .set(INCOME_DECISION.PAPER_ON, accepted.paperOn())
                .set(INCOME_DECISION.RENEW_ON, accepted.renewOn())
                .execute();
        if (effectiveAt != null) {
            effects.putOnFile(accepted, effectiveAt);
        }
        return new Decided(ref, file.sending(), now, effectiveAt, secondLook);
    }

    private Decided turnDown(Leases.Lease lease, ReviewCase file, DecisionForm form, Instant now) {
        var refusing = form.outcome() == DecisionForm.Outcome.REFUSED;
        if (form.reasons().isEmpty() || form.reasons().stream().anyMatch(reason -> reason.refuses() != refusing)) {
            throw new NotDecidable();
        }
        var ref = UUID.randomUUID();
        var effectiveAt = effects.moment(now);
        var reasons = form.reasons().stream().sorted().toList();
        var message = effects.tellTurnedDown(file, refusing, reasons, now, effectiveAt);
        insert(ref, lease, file, form.outcome(), List.of(), reasons, now, effectiveAt, message)
                .execute();
        keepUntil(file.sending(), endOfRefused(effectiveAt));
        return new Decided(ref, file.sending(), now, effectiveAt, List.of());
    }

    /** The midnight at which the period of a turned-down paper is over, by the rule of today (保存期間). */
    private Instant endOfRefused(Instant effectiveAt) {
        var day = Tokyo.date(effectiveAt);
        return Tokyo.startOf(retentionDueOn(db.configuration(), "REFUSED_UPLOAD", day, day));
    }

    /** Until when the masked pages can be opened; null = as long as the contract asks for. */
    private void keepUntil(UUID sending, @Nullable Instant until) {
        db.update(INCOME_CERTIFICATE)
                .set(INCOME_CERTIFICATE.KEEP_UNTIL, until)
                .where(INCOME_CERTIFICATE.SENDING_REF.eq(sending))
                .execute();
    }

    private InsertSetMoreStep<?> insert(
            UUID ref,
            Leases.Lease lease,
            ReviewCase file,
            DecisionForm.Outcome outcome,
            List<SecondLookCause> secondLook,
            List<AskReason> reasons,
            Instant now,
            @Nullable Instant effectiveAt,
            @Nullable UUID message) {
        return db.insertInto(INCOME_DECISION)
                .set(INCOME_DECISION.REF, ref)
                .set(INCOME_DECISION.SENDING_REF, file.sending())
                .set(INCOME_DECISION.MEMBER_NO, file.memberNo())
                .set(INCOME_DECISION.REVIEW_ID, lease.id())
                .set(INCOME_DECISION.OUTCOME, outcome.name())
                .set(INCOME_DECISION.REASONS, reasons.stream().map(Enum::name).toArray(String[]::new))
                .set(
                        INCOME_DECISION.SECOND_LOOK,
                        secondLook.stream().map(Enum::name).toArray(String[]::new))
                .set(INCOME_DECISION.FINGERPRINT, file.fingerprint())
                .set(INCOME_DECISION.DECIDED_BY, lease.staffNo())
                .set(INCOME_DECISION.DECIDED_AT, now)
                .set(INCOME_DECISION.EFFECTIVE_AT, effectiveAt)
                .set(INCOME_DECISION.MESSAGE_REF, message);
    }

    private List<SecondLookCause> secondLook(ReviewCase file, Yen annual, Instant now) {
        var numbers = settings.numbers(now, "income.second_look_percent", "income.jump_percent");
        var causes = new ArrayList<SecondLookCause>();
        if (Math.floorMod(file.sending().hashCode(), 100) < numbers.get(0)) {
            causes.add(SecondLookCause.SHARE);
        }
        var before = file.facts().income();
        if (before != null
                && Math.abs(annual.amount() - before.annual().amount()) * 100
                        > before.annual().amount() * numbers.get(1)) {
            causes.add(SecondLookCause.JUMP);
        }
        return causes;
    }

    /** What came of an undoing: the papers are in the queue again. */
    record Undone(UUID sending) {}

    /**
     * Takes back one's own decision, or one's own agreement as the second person, before it takes effect.
     *
     * @return the sending, which is in the queue again
     * @throws TooLateToUndo afterwards, and of somebody else's
     */
    @Transactional
    @RolesAllowed({Permission.INCOME_DECIDE, SecondLooks.RIGHT})
    public UUID undo(OperationId id, UUID decision) {
        return operations
                .once(id, "income.CertificateDecision.undo", Undone.class, () -> takeBack(id, decision))
                .sending();
    }

    private Undone takeBack(OperationId id, UUID decision) {
        var memberNo = db.select(INCOME_DECISION.MEMBER_NO)
                .from(INCOME_DECISION)
                .where(INCOME_DECISION.REF.eq(decision))
                .fetchOptional(INCOME_DECISION.MEMBER_NO)
                .orElseThrow(TooLateToUndo::new);
        memberLock.take(memberNo);
        var now = time.now();
        var staff = CurrentStaff.get().staffNo();
        var acted = coalesce(INCOME_SECOND_LOOK.LOOKED_BY, INCOME_DECISION.DECIDED_BY);
        var effectiveAt = coalesce(INCOME_DECISION.EFFECTIVE_AT, INCOME_SECOND_LOOK.EFFECTIVE_AT);
        var row = db.select(
                        INCOME_DECISION.SENDING_REF,
                        coalesce(INCOME_DECISION.MESSAGE_REF, INCOME_SECOND_LOOK.MESSAGE_REF))
                .from(INCOME_DECISION)
                .leftJoin(INCOME_SECOND_LOOK)
                .on(INCOME_SECOND_LOOK.DECISION_REF.eq(INCOME_DECISION.REF))
                .where(
                        INCOME_DECISION.REF.eq(decision),
                        acted.eq(staff),
                        effectiveAt.isNull().or(effectiveAt.gt(now)),
                        INCOME_SECOND_LOOK.AGREED.isNull().or(INCOME_SECOND_LOOK.AGREED),
                        notExists(selectOne()
                                .from(INCOME_DECISION_UNDO)
                                .where(INCOME_DECISION_UNDO.DECISION_REF.eq(decision))))
                .fetchOptional()
                .orElseThrow(TooLateToUndo::new);
        db.insertInto(INCOME_DECISION_UNDO)
                .set(INCOME_DECISION_UNDO.DECISION_REF, decision)
                .set(INCOME_DECISION_UNDO.UNDONE_BY, staff)
                .set(INCOME_DECISION_UNDO.UNDONE_AT, now)
                .execute();
        if (row.value2() != null) {
            outbox.takeBack(row.value2(), now);
        }
        keepUntil(row.value1(), null);
        audit.append(AuditEntry.done(AuditAction.INCOME_DECISION_UNDONE)
                .about(memberNo)
                .by(id)
                .with("decision", decision));
        announcements.tell(Announcements.Kind.INCOME);
        return new Undone(row.value1());
    }
}
