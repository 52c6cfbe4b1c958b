package jp.madoguchi.login;

import java.time.Instant;
import java.time.LocalDate;
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
 * @param unavailable why nobody can log in to the member page now; null when the service is open
 * @param contractState code of contract.state; null without a contract
 * @param contractStartedOn first day of the latest contract
 * @param contractEndedOn last day of the contract that ended; null while it is active
 * @param borrowingStopped whether the member may not borrow; that keeps nobody from logging in
 * @param clearing what the rulebook says to this person about clearing, here and now
 * @param contact the person's contact in front, whoever it is with
 */
public record LoginState(
        MemberNo memberNo,
        Instant asOf,
        List<Lock> locks,
        List<Attempt> attempts,
        int attemptsLeft,
        @Nullable Instant lastLoginAt,
        @Nullable Instant dormantSince,
        @Nullable String contractState,
        @Nullable LocalDate contractStartedOn,
        @Nullable LocalDate contractEndedOn,
        boolean borrowingStopped,
        @Nullable Unavailable unavailable,
        Verdict clearing,
        @Nullable OpenContact contact) {

    /** Maintenance or outage. */
    public record Unavailable(
            String cause, @Nullable Instant since, @Nullable Instant until) {}

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

    /** Whether nothing but the time of reading differs. */
    boolean isAsBefore(LoginState other) {
        return Objects.equals(memberNo, other.memberNo)
                && Objects.equals(locks, other.locks)
                && Objects.equals(attempts, other.attempts)
                && Objects.equals(attemptsLeft, other.attemptsLeft)
                && Objects.equals(lastLoginAt, other.lastLoginAt)
                && Objects.equals(dormantSince, other.dormantSince)
                && Objects.equals(contractState, other.contractState)
                && Objects.equals(contractStartedOn, other.contractStartedOn)
                && Objects.equals(contractEndedOn, other.contractEndedOn)
                && Objects.equals(borrowingStopped, other.borrowingStopped)
                && Objects.equals(unavailable, other.unavailable)
                && Objects.equals(clearing, other.clearing)
                && Objects.equals(contact, other.contact);
    }
}
