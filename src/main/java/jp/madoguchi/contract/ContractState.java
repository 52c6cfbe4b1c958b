package jp.madoguchi.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.policy.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The latest contract of a member, and what the person who looks may do about it.
 *
 * @param state code of contract.state; null without a contract
 * @param endReason code of contract.end_reason
 * @param reckoned what it comes to today; null before a passed check
 * @param account its figures and terms, what is on or off; null before a passed check
 * @param certificates of the contract, newest first
 * @param contact the person's contact in front, whoever it is with
 */
public record ContractState(
        MemberNo memberNo,
        @Nullable String state,
        @Nullable LocalDate startedOn,
        @Nullable LocalDate endedOn,
        @Nullable String endReason,
        @Nullable Instant dormantSince,
        @Nullable Reckoned reckoned,
        @Nullable Account account,
        List<Certificate> certificates,
        Verdict reactivating,
        Verdict cancelling,
        Verdict certifying,
        @Nullable OpenContact contact) {

    public ContractState {
        certificates = List.copyOf(certificates);
    }

    public boolean isActive() {
        return "ACTIVE".equals(state);
    }

    /** The contact in front, when it is with this member. */
    public Optional<OpenContact> ownContact() {
        return Optional.ofNullable(contact).filter(open -> open.isWith(memberNo));
    }
}
