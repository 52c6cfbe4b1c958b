package jp.madoguchi.limit;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;

/**
 * The limit of a member and all that was done about it.
 *
 * @param stops in force
 * @param figures null before a passed check, unless the member's case is in front (DOMAIN R31d)
 * @param contact the reader's contact in front with the member
 */
public record LimitHistory(List<Stop> stops, @Nullable Figures figures, Optional<OpenContact> contact) {

    /** @param by name of who stopped it; null = the account system */
    public record Stop(
            String reason, Instant since, @Nullable String by) {}

    /**
     * @param limit null without a contract in force
     * @param open the offer that waits for the member
     */
    public record Figures(
            @Nullable Yen limit,
            @Nullable BigDecimal apr,
            Optional<Open> open,
            List<Request> requests,
            List<Change> changes,
            List<Paper> papers) {}

    public record Open(UUID ref, Yen limit, BigDecimal apr, Yen minimum, Instant validUntil) {}

    public record Request(
            UUID ref,
            RequestKind kind,
            Instant receivedAt,
            String channel,
            Yen asked,
            RequestState state,
            LocalDate promisedBy,
            @Nullable Instant endedAt) {}

    /**
     * @param reason code of limit_change.reason; null for an accepted offer
     * @param by name; null = the member on the site
     */
    public record Change(
            Instant at,
            String why,
            @Nullable String reason,
            Yen oldLimit,
            Yen newLimit,
            BigDecimal newApr,
            @Nullable String by) {}

    /** @param postedAt null until it is given to the post, and of electronic ones */
    public record Paper(
            String paperNo,
            Instant madeAt,
            String delivery,
            @Nullable Instant postedAt) {}
}
