package jp.madoguchi.income;

import java.util.Set;

/**
 * What a reviewer decides.
 *
 * @param typed the figures, for an acceptance
 * @param reasons why not, for everything else
 * @param fingerprint of the case as it was shown
 */
public record DecisionForm(Outcome outcome, Typed typed, Set<AskReason> reasons, String fingerprint) {

    /** Accepted with an annual income, other papers asked for, refused. */
    public enum Outcome {
        ACCEPTED,
        ASK_AGAIN,
        REFUSED
    }

    public DecisionForm {
        reasons = Set.copyOf(reasons);
    }
}
