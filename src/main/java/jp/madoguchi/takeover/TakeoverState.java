package jp.madoguchi.takeover;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.policy.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The signs of a member and what may be done about them.
 *
 * @param signs the grave ones first, the latest of each first
 * @param lockedAt since when the lock for suspected takeover is open; null = it is not
 * @param shownDays for how many days signs are shown
 */
public record TakeoverState(
        MemberNo memberNo,
        List<TakeoverSign> signs,
        @Nullable Instant lockedAt,
        int shownDays,
        Verdict locking,
        Verdict reporting,
        Verdict clearing,
        @Nullable OpenContact contact) {

    public TakeoverState {
        signs = List.copyOf(signs);
    }

    /** The contact in front, where it is with this member. */
    Optional<OpenContact> ownContact() {
        return Optional.ofNullable(contact).filter(open -> open.isWith(memberNo));
    }
}
