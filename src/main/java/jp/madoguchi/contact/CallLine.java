package jp.madoguchi.contact;

import java.util.List;
import jp.madoguchi.policy.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A number that may be called or not, for a purpose and at a moment.
 *
 * @param last4 null for one that is typed
 * @param obstacles what stands against it
 * @param forbidden why it may not be called at all; null when it may, with a reason if there are obstacles
 * @param proves whether a call-back to it is the stronger proof: own number, registered long enough
 */
public record CallLine(
        Call.Line line,
        @Nullable String last4,
        List<CallObstacle> obstacles,
        @Nullable Reason forbidden,
        boolean proves) {

    public CallLine {
        obstacles = List.copyOf(obstacles);
    }

    boolean needsReason() {
        return forbidden == null && !obstacles.isEmpty();
    }
}
