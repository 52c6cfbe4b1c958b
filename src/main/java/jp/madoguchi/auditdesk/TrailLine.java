package jp.madoguchi.auditdesk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the trail with the names of who and where. Numbers are as the trail keeps them, even when nobody has them.
 *
 * @param details one line of JSON, exactly as recorded
 * @param chain chain in which it stands, and seq its place there
 * @param hash in hexadecimal
 */
public record TrailLine(
        long id,
        Instant at,
        String application,
        String action,
        String outcome,
        @Nullable String staffNo,
        @Nullable String staffName,
        @Nullable String placeNo,
        @Nullable String placeName,
        @Nullable String contactNo,
        @Nullable String memberNo,
        @Nullable String reason,
        String details,
        int chain,
        long seq,
        String hash) {}
