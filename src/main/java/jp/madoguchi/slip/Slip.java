package jp.madoguchi.slip;

import java.time.Instant;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import org.jspecify.annotations.Nullable;

/**
 * A slip (交付票), without what stands on it.
 *
 * @param carries what stands on it: one thing, never two
 * @param copyNo which copy of what it carries, from 1
 * @param printedAt null while its sheet was not given out
 * @param handedOverAt null while the member does not have it
 */
public record Slip(
        String slipNo,
        Carried carries,
        MemberNo memberNo,
        ContactNo contactNo,
        int copyNo,
        Instant madeAt,
        @Nullable Instant printedAt,
        @Nullable Instant handedOverAt) {

    public enum Carried {
        WEB_ID,
        RESET_CODE
    }

    /** Why a slip is void; codes of slip.void_reason. */
    public enum VoidReason {
        SPOILT,
        NOT_TAKEN,
        LOST
    }
}
