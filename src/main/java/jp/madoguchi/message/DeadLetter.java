package jp.madoguchi.message;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that was given up; says neither to whom nor what.
 *
 * @param tries how often it was tried since it was written or asked for again
 * @param reply reply code of the mail server, if it was one that refused
 */
public record DeadLetter(
        UUID ref,
        MessageKind kind,
        MessageChannel channel,
        int tries,
        String code,
        @Nullable Integer reply,
        Instant deadAt) {}
