package jp.madoguchi.limit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import jp.madoguchi.approval.ApprovedOperation;
import jp.madoguchi.approval.FactsChanged;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.LimitFacts;
import org.jspecify.annotations.Nullable;

/** Approves a request once the second person agreed to exactly these figures, on the same facts. */
abstract class RaiseWithSecondPerson implements ApprovedOperation {

    private final String code;
    private final String right;
    private final RequestStanding standing;
    private final LimitDeciding deciding;

    RaiseWithSecondPerson(String code, String right, RequestStanding standing, LimitDeciding deciding) {
        this.code = code;
        this.right = right;
        this.standing = standing;
        this.deciding = deciding;
    }

    @Override
    public final String code() {
        return code;
    }

    @Override
    public final String right() {
        return right;
    }

    @Override
    public final boolean wantsFreshFactor() {
        return true;
    }

    @Override
    public final List<Change> describe(Waiting request) {
        var proposal = Json.read(request.payload(), Proposal.class);
        var facts = proposal.facts();
        return List.of(
                new Change(Message.of("limit.change.asked"), yen(proposal.oldLimit()), yen(proposal.asked())),
                new Change(Message.of("limit.change.limit"), yen(proposal.oldLimit()), yen(proposal.limit())),
                new Change(Message.of("limit.change.apr"), perCent(proposal.oldApr()), perCent(proposal.apr())),
                new Change(
                        Message.of("limit.change.minimum"), Message.of("limit.change.none"), yen(proposal.minimum())),
                new Change(Message.of("limit.change.cap"), Message.of("limit.change.none"), yen(proposal.cap())),
                seen("annualIncome", amount(facts.annualIncome())),
                seen("othersBalance", amount(facts.othersBalance())),
                seen("balance", amount(facts.balance())),
                new Change(
                        Message.of("limit.change.total"),
                        total(facts, proposal.oldLimit()),
                        total(facts, proposal.limit())));
    }

    /** A fact that the decision does not change. */
    private static Change seen(String fact, Message value) {
        return new Change(Message.of("lending.fact." + fact), value, value);
    }

    private static Message amount(@Nullable Long yen) {
        return yen == null ? Message.of("limit.change.none") : Message.of("limit.change.yen", yen);
    }

    /** What the total-lending cap is held against. */
    private static Message total(LimitFacts facts, Yen limit) {
        var others = facts.othersBalance();
        return amount(others == null ? null : limit.amount() + facts.ownOtherLoans() + others);
    }

    private static Message yen(Yen yen) {
        return Message.of("limit.change.yen", yen.amount());
    }

    private static Message perCent(BigDecimal apr) {
        return Message.of("limit.change.percent", apr.stripTrailingZeros().toPlainString());
    }

    @Override
    public final void apply(Waiting request, Instant now) {
        var proposal = Json.read(request.payload(), Proposal.class);
        var changed =
                standing.facts(proposal.request(), request.memberNo(), now).changedSince(proposal.facts());
        if (!changed.isEmpty()) {
            throw new FactsChanged(changed.stream()
                    .map(name -> Message.of("lending.fact." + name))
                    .distinct()
                    .toList());
        }
        deciding.approve(proposal, request.memberNo(), request.facts(), request.maker(), null, request.ref(), now);
    }
}
