package jp.madoguchi.review;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Operations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes the items of a desk, one reviewer at a time, within the transaction of the use case that asks. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Taking {

    private final Leases leases;
    private final Operations operations;
    private final Announcements announcements;
    private final DatabaseTime time;
    private final AuditLog audit;

    Taking(Leases leases, Operations operations, Announcements announcements, DatabaseTime time, AuditLog audit) {
        this.leases = leases;
        this.operations = operations;
        this.announcements = announcements;
        this.time = time;
        this.audit = audit;
    }

    /** What came of taking: an item, or nothing. */
    private record Taken(@Nullable UUID item) {}

    /** The item that the person has in front already, else the first free one; empty = none. */
    public Optional<UUID> next(OperationId id, String useCase, DeskItems items) {
        return Optional.ofNullable(operations
                .once(id, useCase, Taken.class, () -> new Taken(takeNext(id, items)))
                .item());
    }

    private @Nullable UUID takeNext(OperationId id, DeskItems items) {
        var now = time.now();
        var own = leases.own(items.desk(), now);
        if (own.isPresent()) {
            return own.get().item();
        }
        while (true) {
            var free = items.firstFree(now).orElse(null);
            if (free == null) {
                return null;
            }
            if (leases.open(items.desk(), free.ref(), free.memberNo(), now)) {
                enter(items, free.memberNo(), free.ref(), id, null);
                return free.ref();
            }
            now = time.now();
        }
    }

    /**
     * Takes a certain item that is free, or goes on with one's own.
     *
     * @throws HeldByAnother with who has it
     */
    public UUID take(OperationId id, String useCase, DeskItems items, UUID item) {
        return operations.once(id, useCase, UUID.class, () -> {
            var memberNo = items.lock(item);
            if (leases.take(items.desk(), item, memberNo, time.now())) {
                enter(items, memberNo, item, id, null);
            }
            return item;
        });
    }

    /**
     * Takes what somebody else has; they read the reason on their screen.
     *
     * @throws NoReasonGiven without one
     */
    public UUID takeOver(OperationId id, String useCase, DeskItems items, UUID item, String note) {
        var reason = Leases.reason(note);
        return operations.once(id, useCase, UUID.class, () -> {
            var memberNo = items.lock(item);
            var former = leases.takeOver(items.desk(), item, memberNo, reason, time.now());
            enter(
                    items,
                    memberNo,
                    item,
                    id,
                    former.map(lease -> lease.staffNo().value()).orElse(null));
            announcements.tell(items.kind());
            return item;
        });
    }

    /** The tab lives: the item stays with the person; empty when it no longer is. */
    public Optional<Instant> renew(UUID item) {
        return leases.renew(item, time.now());
    }

    private void enter(DeskItems items, MemberNo memberNo, UUID item, OperationId id, @Nullable String takenFrom) {
        audit.append(AuditEntry.done(items.taken())
                .about(memberNo)
                .by(id)
                .with("item", item)
                .with("taken_from", takenFrom));
    }
}
