package jp.madoguchi.staff;

import java.time.Instant;
import java.util.UUID;
import jp.madoguchi.core.StaffNo;
import org.jspecify.annotations.Nullable;

/**
 * A session that is open, on any node.
 *
 * @param ref its name, not its cookie
 * @param place where the person works; null before they chose
 * @param address network address of the browser; null when it is not known
 */
public record OpenSession(
        UUID ref,
        StaffNo staffNo,
        String name,
        @Nullable String place,
        @Nullable String address,
        Instant signedInAt,
        Instant lastSeenAt) {}
