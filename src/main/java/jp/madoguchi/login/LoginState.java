package jp.madoguchi.login;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.policy.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one member's login at a moment, and what the person who looks may do about it.
 *
 * @param locks open ones first, then the latest cleared
 * @param attempts the latest of 90 days, newest first
 * @param attemptsLeft before the member page and app lock
 * @param sentences what staff say, in the words of this moment
 * @param payment what to pay today and how; null before a passed check, and where nothing is due soon
 * @param clearing what the rulebook says to this person about clearing, here and now
 * @param reset where a reset of password or PIN stands
 * @param contact the person's contact in front, whoever it is with
 */
public record LoginState(
        MemberNo memberNo,
        Instant asOf,
        List<Lock> locks,
        List<Attempt> attempts,
        int attemptsLeft,
        @Nullable Instant lastLoginAt,
        Diagnosis diagnosis,
        SentenceBook sentences,
        @Nullable PaymentHelp payment,
        Verdict clearing,
        ResetState reset,
        @Nullable OpenContact contact) {

    public List<Lock> openLocks() {
        return locks.stream().filter(Lock::isOpen).toList();
    }

    public boolean isLocked() {
        return locks.stream().anyMatch(lock -> lock.isOpen() && lock.kind().clearable());
    }

    /** The contact in front, when it is with this member. */
    public Optional<OpenContact> ownContact() {
        return Optional.ofNullable(contact).filter(open -> open.isWith(memberNo));
    }

    /** The lock that was cleared in the contact in front, if one was. */
    public Optional<Lock> clearedHere() {
        return ownContact()
                .flatMap(open -> locks.stream()
                        .filter(lock -> open.contactNo().equals(lock.clearedInContact()))
                        .findFirst());
    }

    /** Whether the person in the contact in front is this member, and has proved it. */
    boolean isIdentified() {
        return ownContact().filter(OpenContact::isChecked).isPresent();
    }

    /** Whether nothing but the time of reading differs. */
    boolean isAsBefore(LoginState other) {
        return Objects.equals(memberNo, other.memberNo)
                && Objects.equals(locks, other.locks)
                && Objects.equals(attempts, other.attempts)
                && attemptsLeft == other.attemptsLeft
                && Objects.equals(lastLoginAt, other.lastLoginAt)
                && Objects.equals(diagnosis, other.diagnosis)
                && Objects.equals(sentences, other.sentences)
                && Objects.equals(payment, other.payment)
                && Objects.equals(clearing, other.clearing)
                && Objects.equals(reset, other.reset)
                && Objects.equals(contact, other.contact);
    }
}
