package jp.madoguchi.lending;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one task of a limit case came to. Words are {@code lending.finding.CODE}, the formula {@code lending.formula.CODE} with
 * the inputs, the source {@code lending.rule.CODE}.
 *
 * @param line place in the order in which the tasks are worked off, from 1
 * @param actual what it is, null when it is not known
 * @param bound what it is held against
 * @param inputs in the order in which the formula names them: text, whole yen or other numbers, true or false, null = not known
 * @param restricted only for whoever has RESTRICTED_READ
 */
public record LimitFinding(
        int line,
        String code,
        Result result,
        @Nullable String actual,
        @Nullable String bound,
        List<@Nullable Object> inputs,
        boolean restricted) {

    /** All of them OK carries an approval; OPEN says that something is still to be done. */
    public enum Result {
        OK,
        OPEN,
        FAILED
    }
}
