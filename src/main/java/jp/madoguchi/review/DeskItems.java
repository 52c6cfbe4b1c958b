package jp.madoguchi.review;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.operation.Announcements;

/** What {@link Taking} has to know of the items of a desk. */
public interface DeskItems {

    Leases.Desk desk();

    /** What is told when an item changes hands. */
    Announcements.Kind kind();

    /** What the trail calls the taking of an item. */
    AuditAction taken();

    /** The item that comes next and that nobody has in front. */
    Optional<Item> firstFree(Instant now);

    /**
     * Waits for whoever takes or decides an item now; held to the end of the transaction.
     *
     * @return whose it is
     * @throws jp.madoguchi.core.Refused when there is nothing to decide
     */
    MemberNo lock(UUID item);

    /** An item and its member. */
    record Item(UUID ref, MemberNo memberNo) {}
}
