package jp.madoguchi.member;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jp.madoguchi.contact.Caution;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;

/**
 * The head of the member page at a moment, masked for the person who looks (DOMAIN R31d): what may not be seen is null
 * and never left the database.
 *
 * @param checked whether the contact in front is with this member and holds a valid identity check
 * @param phoneLast4 of the mobile, else of another number
 * @param emailHint first letter and domain
 * @param employerOnFile whether a workplace is on file; its name is revealed elsewhere
 * @param bankOnFile whether an account for direct debit is; its bank is asked about on the phone, and so hidden until then
 * @param webIdFirst2 of the Web-ID in use
 * @param birthDate null before a passed check
 * @param contract the latest one; null when there was none
 * @param restrictions limits on how the member may be reached, in force
 * @param flags what to know when serving, in force; restricted ones only for those who hold the right
 * @param contact the person's contact in front; null outside a contact
 */
public record MemberHeader(
        MemberNo memberNo,
        Instant asOf,
        boolean checked,
        String name,
        String kana,
        @Nullable String alias,
        @Nullable String formerName,
        @Nullable String prefecture,
        @Nullable String municipality,
        @Nullable String phoneLast4,
        @Nullable String emailHint,
        boolean employerOnFile,
        boolean bankOnFile,
        @Nullable String cardLast4,
        @Nullable String webIdFirst2,
        @Nullable LocalDate birthDate,
        @Nullable Contract contract,
        States states,
        List<Caution> restrictions,
        List<Caution> flags,
        @Nullable OpenContact contact) {

    public MemberHeader {
        restrictions = List.copyOf(restrictions);
        flags = List.copyOf(flags);
    }

    /**
     * The latest contract.
     *
     * @param state code of contract.state
     * @param dueDay day of the month; 31 = month end
     * @param figures null before a passed check
     */
    public record Contract(
            String state,
            LocalDate startedOn,
            @Nullable LocalDate endedOn,
            @Nullable String endReason,
            @Nullable Figures figures) {}

    /**
     * Figures of the contract.
     *
     * @param available limit less balance, never below 0; 0 while borrowing is stopped or late, or the contract has ended
     * @param apr per cent a year
     */
    public record Figures(Yen limit, Yen available, Yen balance, BigDecimal apr, int dueDay, Yen minimum) {

        /** Nothing is owed; the contract goes on, and so does the login. */
        public boolean paidOff() {
            return balance.isZero();
        }
    }

    /**
     * What holds beside the state of the contract; several may hold at once, none implies another (DOMAIN R29).
     *
     * @param limitZero the credit limit is 0 yen: no borrowing, login works
     * @param stops codes of borrowing_stop.reason, in force
     * @param lateSince the due date that was missed
     * @param locks codes of login_lock.kind, open
     */
    public record States(
            boolean limitZero,
            List<String> stops,
            @Nullable LocalDate lateSince,
            List<String> locks,
            @Nullable Instant dormantSince,
            @Nullable Instant lastLoginAt) {

        public States {
            stops = List.copyOf(stops);
            locks = List.copyOf(locks);
        }

        /** Whether new borrowing is not possible, by a stop, the limit or a missed due date. */
        public boolean borrowingStopped() {
            return limitZero || !stops.isEmpty() || lateSince != null;
        }
    }

    public boolean inContactWithOther() {
        return contact != null && contact.memberNo() != null && !contact.isWith(memberNo);
    }

    public boolean inContactWithNobody() {
        return contact != null && contact.memberNo() == null;
    }
}
