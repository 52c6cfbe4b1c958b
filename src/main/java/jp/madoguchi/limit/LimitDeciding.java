package jp.madoguchi.limit;

import static jp.madoguchi.db.madoguchi.Routines.decideLimitRequest;
import static jp.madoguchi.db.madoguchi.Tables.LIMIT_REQUEST;
import static org.jooq.impl.DSL.val;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Yen;
import jp.madoguchi.message.MessageKind;
import jp.madoguchi.message.Outbox;
import jp.madoguchi.operation.Announcements;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes a decision by the function of the database that guards it, tells the member, and enters it in the trail. */
@Component
class LimitDeciding {

    private final DSLContext db;
    private final Outbox outbox;
    private final Announcements announcements;
    private final AuditLog audit;

    LimitDeciding(DSLContext db, Outbox outbox, Announcements announcements, AuditLog audit) {
        this.db = db;
        this.outbox = outbox;
        this.announcements = announcements;
        this.audit = audit;
    }

    /**
     * @param reviewId the lease; null when a second person agreed
     * @return the offer
     */
    LimitDecided approve(
            Proposal proposal,
            MemberNo memberNo,
            String fingerprint,
            StaffNo reviewer,
            @Nullable Long reviewId,
            @Nullable UUID approval,
            Instant now) {
        return write(
                new Written(
                        proposal.request(),
                        LimitForm.Outcome.APPROVED,
                        proposal.limit(),
                        proposal.apr(),
                        proposal.minimum(),
                        Set.of(),
                        null,
                        null,
                        fingerprint),
                memberNo,
                reviewer,
                reviewId,
                approval,
                now);
    }

    LimitDecided turnDown(
            LimitForm form, UUID request, MemberNo memberNo, StaffNo reviewer, long reviewId, Instant now) {
        return write(
                new Written(
                        request,
                        form.outcome(),
                        null,
                        null,
                        null,
                        form.reasons(),
                        form.note(),
                        form.heldUntil(),
                        form.fingerprint()),
                memberNo,
                reviewer,
                reviewId,
                null,
                now);
    }

    private record Written(
            UUID request,
            LimitForm.Outcome outcome,
            @Nullable Yen limit,
            @Nullable BigDecimal apr,
            @Nullable Yen minimum,
            Set<LimitReason> reasons,
            @Nullable String note,
            @Nullable LocalDate heldUntil,
            String fingerprint) {}

    private LimitDecided write(
            Written decision,
            MemberNo memberNo,
            StaffNo reviewer,
            @Nullable Long reviewId,
            @Nullable UUID approval,
            Instant now) {
        var ref = UUID.randomUUID();
        var reasons = decision.reasons().stream().sorted().map(Enum::name).toArray(String[]::new);
        var offer = db.select(decideLimitRequest(
                        val(ref),
                        val(decision.request()),
                        val(reviewId),
                        val(decision.outcome().name()),
                        val(amount(decision.limit())),
                        val(decision.apr()),
                        val(amount(decision.minimum())),
                        val(reasons),
                        val(decision.note()),
                        val(decision.heldUntil()),
                        val(decision.fingerprint()),
                        val(reviewer.value()),
                        val(approval)))
                .fetchSingle()
                .value1();
        tell(decision, memberNo, now);
        audit.append(AuditEntry.done(AuditAction.LIMIT_DECIDED)
                .about(memberNo)
                .because(decision.outcome().name())
                .with("request", decision.request())
                .with("decision", ref)
                .with("offer", offer)
                .with("limit", amount(decision.limit()))
                .with("reasons", decision.reasons())
                .with("reviewer", reviewer.value())
                .with("approval", approval));
        announcements.tell(Announcements.Kind.LIMIT);
        return new LimitDecided(decision.outcome(), ref, null, offer);
    }

    /** An offer or a refusal is on the member page; which of them, no message says. */
    private void tell(Written decision, MemberNo memberNo, Instant now) {
        var kind = switch (decision.outcome()) {
            case APPROVED, DECLINED -> MessageKind.LIMIT_ANSWERED;
            case PAPERS_ASKED -> MessageKind.LIMIT_PAPERS_ASKED;
            case HELD -> null;
        };
        if (kind != null) {
            var receivedAt = db.select(LIMIT_REQUEST.RECEIVED_AT)
                    .from(LIMIT_REQUEST)
                    .where(LIMIT_REQUEST.REF.eq(decision.request()))
                    .fetchSingle()
                    .value1();
            outbox.tell(memberNo, kind, Map.of("received_at", receivedAt), now);
        }
    }

    private static @Nullable Long amount(@Nullable Yen yen) {
        return yen == null ? null : yen.amount();
    }
}
