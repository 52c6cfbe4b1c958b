package jp.madoguchi.limit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;

/**
 * What waits for reviewers at one moment, what was promised first on top.
 *
 * @param today in Tokyo
 * @param offered how many offers wait for their members (承諾待ち)
 */
public record LimitQueueState(Instant asOf, LocalDate today, List<Line> lines, int offered) {

    /**
     * A request; says nothing about the person.
     *
     * @param promisedBy the answer is promised until the end of this day
     * @param heldUntil put aside until then; null unless held
     * @param secondPersonAsked whether a proposal waits for the second person
     * @param papersCame whether the papers for which it went back to the member are accepted
     * @param waiting why it is put aside or at the member; null for others
     * @param holder who has it in front; null = free
     */
    public record Line(
            UUID request,
            RequestKind kind,
            String channel,
            Instant receivedAt,
            LocalDate promisedBy,
            RequestState state,
            @Nullable LocalDate heldUntil,
            Yen askedLimit,
            boolean secondPersonAsked,
            boolean papersCame,
            @Nullable Waiting waiting,
            @Nullable String holder,
            @Nullable Instant until) {}

    /**
     * Why a request waits for something else.
     *
     * @param reasons codes of limit_decision.reasons
     * @param by name of the reviewer
     */
    public record Waiting(List<String> reasons, String by, Instant since) {}

    /** Those promised for a day that is over. */
    public long late() {
        return lines.stream().filter(line -> line.promisedBy().isBefore(today)).count();
    }
}
