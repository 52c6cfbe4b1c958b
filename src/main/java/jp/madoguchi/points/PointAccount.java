package jp.madoguchi.points;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The points of a member as they stand.
 *
 * @param appliedAt since when the service is on; null = never applied, or ended
 * @param balance sum of the ledger
 * @param inForce what points were spent on and still holds, the first to end first
 * @param earning the rules of today
 * @param spending the prices of today
 */
public record PointAccount(
        @Nullable Instant appliedAt, int balance, List<Held> inForce, List<Earning> earning, List<Spending> spending) {

    public PointAccount {
        inForce = List.copyOf(inForce);
        earning = List.copyOf(earning);
        spending = List.copyOf(spending);
    }

    /**
     * A benefit in force.
     *
     * @param untilOn its last day
     */
    public record Held(Benefit benefit, LocalDate fromOn, LocalDate untilOn) {}

    /** What an occasion earns: points from the least to the most. */
    public record Earning(Occasion occasion, int least, int most) {}

    /**
     * What a benefit costs.
     *
     * @param days how many it lasts; null = to the end of the next month
     */
    public record Spending(
            Benefit benefit, int price, @Nullable Integer days) {}
}
