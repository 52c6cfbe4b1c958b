package jp.madoguchi.limit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import jp.madoguchi.approval.ApprovedOperation;
import jp.madoguchi.approval.FactsChanged;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.Yen;

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
    public final List<Change> describe(Waiting request) {
        var proposal = Json.read(request.payload(), Proposal.class);
        return List.of(
                new Change(Message.of("limit.change.asked"), yen(proposal.oldLimit()), yen(proposal.asked())),
                new Change(Message.of("limit.change.limit"), yen(proposal.oldLimit()), yen(proposal.limit())),
                new Change(Message.of("limit.change.apr"), perCent(proposal.oldApr()), perCent(proposal.apr())),
                new Change(
                        Message.of("limit.change.minimum"), Message.of("limit.change.none"), yen(proposal.minimum())),
                new Change(Message.of("limit.change.cap"), Message.of("limit.change.none"), yen(proposal.cap())));
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
