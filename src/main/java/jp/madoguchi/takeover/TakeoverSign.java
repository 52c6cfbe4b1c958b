package jp.madoguchi.takeover;

import java.time.Instant;
import java.util.Map;

/**
 * A sign as it shows now.
 *
 * @param since when it began to show
 * @param grave whether it makes takeover suspected; else it is only watched
 * @param evidence the facts it was computed from, by name; moments in ISO form
 */
public record TakeoverSign(Sign sign, Instant since, boolean grave, Map<String, String> evidence) {

    public TakeoverSign {
        evidence = Map.copyOf(evidence);
    }
}
