package jp.madoguchi.handoff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a hand-off would be made of.
 *
 * @param purpose what stands to reason, or null
 * @param open the member's hand-offs that have not ended
 * @param messagesWithheld whether a restriction of the member forbids every message
 */
record Proposal(HandOff.@Nullable Purpose purpose, List<HandOffDue> open, boolean messagesWithheld) {}
