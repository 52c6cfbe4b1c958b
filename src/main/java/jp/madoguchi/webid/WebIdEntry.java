package jp.madoguchi.webid;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger of Web-IDs, as a screen may show it.
 *
 * @param shown the first two characters, the rest masked (DOMAIN R31d)
 * @param endedAt null while it is in force
 * @param channel code of web_id.channel
 * @param delivery code of web_id.delivery
 * @param reason code of web_id.reason; null when the member did it alone
 * @param placeName where staff issued it
 * @param staffName who issued it
 * @param checkMethod code of identity_check.method on which it rests
 * @param checkerName the second person, where one agreed
 * @param slips how many slips were printed for it
 */
public record WebIdEntry(
        String shown,
        Instant issuedAt,
        @Nullable Instant endedAt,
        String channel,
        String delivery,
        @Nullable String reason,
        @Nullable String placeName,
        @Nullable String staffName,
        @Nullable String checkMethod,
        @Nullable String checkerName,
        int slips) {}
