package jp.madoguchi.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the demo's own receivers got. */
record ReceivedMessage(
        Instant at,
        MessageChannel channel,
        String to,
        @Nullable String messageId,
        @Nullable String subject,
        String body) {}
