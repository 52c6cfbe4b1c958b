package jp.madoguchi.review;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.core.OperationId;

/** The queue of a desk, as the page of one of its cases uses it. */
public interface DeskQueue {

    /** The item that the person has in front already, else the first free one; empty = none. */
    Optional<UUID> next(OperationId id);

    /**
     * Takes a certain item that is free, or goes on with one's own.
     *
     * @throws HeldByAnother with who has it
     */
    UUID take(OperationId id, UUID item);

    /**
     * Takes what somebody else has; they read the reason on their screen.
     *
     * @throws NoReasonGiven without one
     */
    UUID takeOver(OperationId id, UUID item, String note);

    /** The tab lives: the item stays with the person; empty when it no longer is. */
    Optional<Instant> renew(UUID item);

    /** What was taken over from the person within a day, latest first. */
    List<Leases.TakenOver> takenFromMe();
}
