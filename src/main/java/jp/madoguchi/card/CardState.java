package jp.madoguchi.card;

import java.util.List;
import java.util.Optional;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.policy.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The cards of a member, and what the person who looks may do about them.
 *
 * @param ledger newest first
 * @param loss the latest report whose lock is open
 * @param contact the person's contact in front, whoever it is with
 */
public record CardState(
        MemberNo memberNo,
        List<CardEntry> ledger,
        @Nullable CardLoss loss,
        Verdict stopping,
        Verdict replacing,
        Verdict clearing,
        @Nullable OpenContact contact) {

    public CardState {
        ledger = List.copyOf(ledger);
    }

    /** The card in force. */
    public Optional<CardEntry> current() {
        return ledger.stream().filter(card -> card.endedAt() == null).findFirst();
    }

    /** The contact in front, when it is with this member. */
    public Optional<OpenContact> ownContact() {
        return Optional.ofNullable(contact).filter(open -> open.isWith(memberNo));
    }
}
