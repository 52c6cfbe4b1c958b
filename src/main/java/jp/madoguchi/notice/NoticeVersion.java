package jp.madoguchi.notice;

import java.time.Instant;
import java.util.UUID;
import jp.madoguchi.core.StaffNo;
import org.jspecify.annotations.Nullable;

/**
 * A version of a notice as it was sent.
 *
 * @param number counts from 1
 * @param emergency posted by one person; another confirms
 * @param maker name of who sent it
 * @param publishedAt null = never
 * @param decision null = waits for a second admin
 * @param note words of the second admin
 */
public record NoticeVersion(
        UUID ref,
        UUID noticeRef,
        int number,
        NoticeForm form,
        boolean emergency,
        StaffNo makerNo,
        String maker,
        Instant madeAt,
        @Nullable Instant publishedAt,
        @Nullable Decision decision,
        @Nullable String checker,
        @Nullable Instant decidedAt,
        @Nullable String note) {

    /** What came of it. */
    public enum Decision {
        APPROVED,
        REFUSED,
        TAKEN_BACK
    }

    public boolean waits() {
        return decision == null;
    }
}
