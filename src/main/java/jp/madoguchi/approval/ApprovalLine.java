package jp.madoguchi.approval;

import java.time.Instant;
import java.util.UUID;
import jp.madoguchi.core.ContactNo;
import org.jspecify.annotations.Nullable;

/**
 * A request in a list.
 *
 * @param seenAt when somebody who may decide opened it first
 * @param decision null while it waits
 * @param checkerName who decided, or null
 */
public record ApprovalLine(
        UUID ref,
        String operation,
        String reason,
        String placeName,
        String makerName,
        @Nullable ContactNo contactNo,
        Instant madeAt,
        Instant expiresAt,
        @Nullable Instant seenAt,
        @Nullable String decision,
        @Nullable String checkerName,
        @Nullable Instant decidedAt,
        @Nullable String refusalReason,
        @Nullable String note) {}
