package jp.madoguchi.income;

import java.time.Instant;
import java.util.UUID;
import jp.madoguchi.core.StaffNo;
import org.jspecify.annotations.Nullable;

/**
 * Papers of one sending that wait for review, without a word about the person.
 *
 * @param kind of the first paper; null until somebody has said so
 * @param priority 1 = the member waits for it, 3 = no hurry
 * @param unmasked whether a paper is still to be masked first
 * @param holder who has it; null = free
 */
public record QueueLine(
        UUID sending,
        @Nullable CertificateKind kind,
        int priority,
        String channel,
        Instant receivedAt,
        int papers,
        boolean unmasked,
        @Nullable Holder holder) {

    /** Who has the papers, and until when unless the tab goes on asking. */
    public record Holder(StaffNo staffNo, String name, Instant until) {}
}
