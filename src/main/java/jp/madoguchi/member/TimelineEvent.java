package jp.madoguchi.member;

import java.time.Instant;
import jp.madoguchi.core.ContactNo;
import org.jspecify.annotations.Nullable;

/**
 * One event of a timeline, as madoguchi.member_timeline tells it.
 *
 * @param source which rows it stands for; decides what the codes mean
 * @param id what the source calls its row
 * @param what code of the matter
 * @param how code of the way or the cause
 * @param result code of what came of it
 * @param number yen, points, seconds of a contact, failures of a lock, pages of a paper; null where it may not be shown
 * @param staffName null for the member and for jobs
 */
public record TimelineEvent(
        Instant at,
        String source,
        String id,
        @Nullable String what,
        @Nullable String how,
        @Nullable String result,
        @Nullable Long number,
        @Nullable String staffName,
        @Nullable String placeName,
        @Nullable String placeNo,
        @Nullable ContactNo contactNo) {

    TimelineKind kind() {
        return TimelineKind.of(source);
    }
}
