package jp.madoguchi.auditdesk;

import java.util.List;
import java.util.Map;
import jp.madoguchi.core.Message;
import org.jspecify.annotations.Nullable;

/**
 * One entry, opened.
 *
 * @param facts what its details say, in their order; values of a change stand among the changes instead
 * @param changes what was changed from what to what, as far as it is known, masked (DOMAIN R31d)
 */
public record TrailCase(TrailLine line, Map<String, String> facts, List<Change> changes) {

    public TrailCase {
        changes = List.copyOf(changes);
    }

    /** @param what key of the words for it, or the name of a fact where there are none */
    public record Change(
            Message what, @Nullable String before, @Nullable String after) {}
}
