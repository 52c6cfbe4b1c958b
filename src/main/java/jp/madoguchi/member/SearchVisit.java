package jp.madoguchi.member;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import org.jspecify.annotations.Nullable;

/**
 * One visit to the search box, from the first character to opening, clearing, leaving or a rest: what was shown in it
 * and when that was last recorded. Kept with the session of one person; used under its lock.
 */
public final class SearchVisit {

    /** How a visit ends. */
    public enum End {
        OPENED,
        CLEARED,
        RESTED,
        LEFT
    }

    /** A visit may show a thousand people, in each of many sessions: their numbers, sorted, four bytes each. */
    private int[] shown = new int[0];

    private final Set<MemberNo> tried = new HashSet<>();
    private Set<MemberNo> recorded = Set.of();
    private @Nullable Instant recordedAt;
    private @Nullable Instant beganAt;
    private @Nullable Instant lastAnswerAt;
    private @Nullable SearchPurpose purpose;
    private @Nullable ContactNo contactNo;
    private boolean refused;
    private boolean ended;

    /** @param purpose why, outside a contact; null within one, or as long as none was chosen */
    public SearchVisit(@Nullable SearchPurpose purpose) {
        this.purpose = purpose;
    }

    public @Nullable SearchPurpose purpose() {
        return purpose;
    }

    public boolean isOver() {
        return ended;
    }

    void happensIn(@Nullable ContactNo contact) {
        contactNo = contact;
    }

    @Nullable
    ContactNo contactNo() {
        return contactNo;
    }

    /** The coded purpose; null within a contact, which is reason enough. */
    @Nullable
    String reason() {
        return contactNo == null && purpose != null ? purpose.name() : null;
    }

    boolean hasRested(Instant now, Duration rest) {
        return lastAnswerAt != null && now.isAfter(lastAnswerAt.plus(rest));
    }

    void refuse(Instant now) {
        answer(now);
        refused = true;
    }

    /** Whether all of them stand in the latest record. */
    boolean wasRecorded(List<MemberNo> members) {
        return recorded.containsAll(members);
    }

    /** Whether the trail has it already that this own record was looked for. */
    boolean wasTried(MemberNo member) {
        return tried.contains(member);
    }

    void tried(List<MemberNo> members) {
        tried.addAll(members);
    }

    /** How long it takes until another set may be recorded; zero = now. */
    Duration untilNextRecord(Instant now, Duration interval) {
        return recordedAt == null || !now.isBefore(recordedAt.plus(interval))
                ? Duration.ZERO
                : Duration.between(now, recordedAt.plus(interval));
    }

    void show(List<MemberNo> members, Instant now, boolean isRecorded) {
        answer(now);
        refused = false;
        shown = IntStream.concat(
                        IntStream.of(shown), members.stream().mapToInt(member -> Integer.parseInt(member.value())))
                .sorted()
                .distinct()
                .toArray();
        if (isRecorded) {
            recorded = Set.copyOf(members);
            recordedAt = now;
        }
    }

    private void answer(Instant now) {
        beganAt = beganAt == null ? now : beganAt;
        lastAnswerAt = now;
    }

    /** When the first answer was given; null before it. */
    @Nullable
    Instant beganAt() {
        return beganAt;
    }

    @Nullable
    Instant lastAnswerAt() {
        return lastAnswerAt;
    }

    int differentShown() {
        return shown.length;
    }

    boolean endedRefused() {
        return refused;
    }

    void end() {
        ended = true;
    }

    /** Anew after a rest: what it was for must be told again. */
    void restart() {
        shown = new int[0];
        tried.clear();
        recorded = Set.of();
        recordedAt = null;
        beganAt = null;
        lastAnswerAt = null;
        purpose = null;
        refused = false;
        ended = false;
    }
}
