package jp.madoguchi.webid;

import java.time.Instant;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import org.jspecify.annotations.Nullable;

/**
 * A slip (交付票), without the Web-ID that stands on it.
 *
 * @param copyNo which copy for its Web-ID, from 1
 * @param printedAt null while its sheet was not given out
 * @param handedOverAt null while the member does not have it
 */
public record Slip(
        String slipNo,
        MemberNo memberNo,
        ContactNo contactNo,
        int copyNo,
        Instant madeAt,
        @Nullable Instant printedAt,
        @Nullable Instant handedOverAt) {

    /** Why a slip is void; codes of web_id_slip.void_reason. */
    public enum VoidReason {
        SPOILT,
        NOT_TAKEN,
        LOST
    }
}
