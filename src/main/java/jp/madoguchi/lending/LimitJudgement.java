package jp.madoguchi.lending;

import java.math.BigDecimal;
import java.util.List;
import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;

/**
 * What law and terms say of one limit at one APR.
 *
 * @param findings in the order in which they are worked off; whoever lacks RESTRICTED_READ is given {@link #withoutRestricted}
 * @param largest the largest lawful limit at this APR, yen; 0 = none
 * @param raisedBy what alone would raise that
 * @param options the decisions that are open
 * @param authority who has to agree to this limit
 * @param fingerprint of the facts
 */
public record LimitJudgement(
        List<LimitFinding> findings,
        long largest,
        List<Lever> raisedBy,
        List<Option> options,
        Authority authority,
        String fingerprint) {

    /** A decision about a request. */
    public enum Option {
        APPROVE,
        APPROVE_LOWER,
        ASK_PAPERS,
        HOLD,
        DECLINE
    }

    /** The reviewer alone, or with this second person. */
    public enum Authority {
        REVIEWER,
        SUPERVISOR,
        MANAGER
    }

    /** A way to a larger limit. */
    public enum Way {
        CERTIFICATE,
        INCOME,
        LENT_ELSEWHERE,
        APR
    }

    /**
     * @param needed an income of at least, lent elsewhere of at most (yen), an APR of at most (per cent); null for a certificate
     * @param reaches the largest lawful limit then, yen
     */
    public record Lever(Way way, @Nullable BigDecimal needed, long reaches) {}

    public LimitJudgement {
        findings = List.copyOf(findings);
        raisedBy = List.copyOf(raisedBy);
        options = List.copyOf(options);
    }

    public boolean carriesApproval() {
        return options.contains(Option.APPROVE);
    }

    public Yen largestLimit() {
        return new Yen(largest);
    }

    public LimitJudgement withoutRestricted() {
        return new LimitJudgement(
                findings.stream().filter(finding -> !finding.restricted()).toList(),
                largest,
                raisedBy,
                options,
                authority,
                fingerprint);
    }
}
