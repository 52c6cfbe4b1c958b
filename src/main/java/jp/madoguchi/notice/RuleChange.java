package jp.madoguchi.notice;

import java.time.Instant;
import java.time.LocalDate;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.notice.NoticeRefused.Why;
import org.jspecify.annotations.Nullable;

/**
 * A change of the maintenance, before it is agreed to.
 *
 * @param ruleId of which rule; null for ADD
 * @param countsFrom of ADD, REPLACE and END: from when, at the earliest when it is agreed to
 * @param rule the new one of ADD and REPLACE
 * @param windowDay of SKIP and MOVE: day in Tokyo on which the one window begins by its rule
 * @param movedTo of MOVE: when it begins instead
 * @param reason for colleagues, up to 200 characters
 */
public record RuleChange(
        What what,
        @Nullable Long ruleId,
        @Nullable Instant countsFrom,
        @Nullable RuleForm rule,
        @Nullable LocalDate windowDay,
        @Nullable Instant movedTo,
        @Nullable String reason) {

    /** Code of {@code maintenance_change.what}. */
    public enum What {
        ADD,
        REPLACE,
        END,
        SKIP,
        MOVE;

        boolean hasRule() {
            return this == ADD || this == REPLACE;
        }

        boolean isOfOneWindow() {
            return this == SKIP || this == MOVE;
        }
    }

    /** @throws NoticeRefused RULE_INCOMPLETE or REASON_MISSING */
    RuleChange required() {
        var why = FreeText.clean(reason, Notices.REASON);
        if ((what == What.ADD) != (ruleId == null)
                || what.isOfOneWindow() != (windowDay != null)
                || what.isOfOneWindow() == (countsFrom != null)
                || (what == What.MOVE) != (movedTo != null)
                || what.hasRule() != (rule != null)) {
            throw new NoticeRefused(Why.RULE_INCOMPLETE);
        }
        if (rule != null) {
            rule.require();
        }
        if (why == null) {
            throw new NoticeRefused(Why.REASON_MISSING);
        }
        return new RuleChange(what, ruleId, countsFrom, rule, windowDay, movedTo, why);
    }
}
