package jp.madoguchi.member;

import java.time.Instant;
import jp.madoguchi.core.ContactNo;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the trail about a member, as it is read on the member page.
 *
 * @param reason coded; what it means depends on the action
 * @param staffName null for the member site and for jobs
 */
public record TrailLine(
        long id,
        Instant at,
        String action,
        boolean refused,
        @Nullable String reason,
        @Nullable String staffName,
        String application,
        @Nullable String placeName,
        @Nullable ContactNo contactNo) {}
