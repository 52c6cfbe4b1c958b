package jp.madoguchi.webid;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.policy.Verdict;
import jp.madoguchi.slip.Slip;
import org.jspecify.annotations.Nullable;

/**
 * A member's Web-IDs at a moment, and what the person who looks may do about them.
 *
 * @param ledger the one in force first, then the others, newest first
 * @param adviseAfterDays from which age on a change is advised (DOMAIN R3)
 * @param bySlip what the rulebook says about a re-issue on a slip, here and now
 * @param byMail the same by e-mail
 * @param slip the slip of the contact in front that is neither void nor another's, if there is one
 * @param contact the person's contact in front, whoever it is with
 */
public record WebIdState(
        MemberNo memberNo,
        Instant asOf,
        List<WebIdEntry> ledger,
        int adviseAfterDays,
        Verdict bySlip,
        Verdict byMail,
        @Nullable Slip slip,
        @Nullable OpenContact contact) {

    /** The Web-ID in force. */
    public Optional<WebIdEntry> current() {
        return ledger.stream().filter(entry -> entry.endedAt() == null).findFirst();
    }

    /** The contact in front, when it is with this member. */
    public Optional<OpenContact> ownContact() {
        return Optional.ofNullable(contact).filter(open -> open.isWith(memberNo));
    }

    /** What the rulebook says about one way of delivery. */
    public Verdict verdict(Reissue.Delivery delivery) {
        return delivery == Reissue.Delivery.SLIP ? bySlip : byMail;
    }
}
