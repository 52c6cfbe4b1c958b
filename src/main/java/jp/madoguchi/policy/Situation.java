package jp.madoguchi.policy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.StaffMember;
import org.jspecify.annotations.Nullable;

/**
 * What the rulebook looks at: who, on which channel, with which identity check, on which facts.
 *
 * @param channel of the open contact; null outside a contact
 * @param contactHasMember whether the contact knows its member
 * @param sameMember whether the contact's member is the one that is acted upon
 * @param factorAge age of the last sign-in factor; null while none is known
 */
public record Situation(
        StaffMember staff,
        @Nullable Channel channel,
        boolean contactHasMember,
        boolean sameMember,
        CheckState check,
        Set<Fact> facts,
        @Nullable Duration factorAge) {

    /** What else matters; each is computed by the use case that asks, in the statement that loads its rows. */
    public enum Fact {
        /** A login or ATM PIN lock is open. */
        LOCKED,
        /** A lock of another kind (loss, suspected takeover) is open. */
        LOCKED_OTHERWISE,
        /** We called the member back at a number registered long enough, and the check of this call holds: the stronger proof. */
        CALLED_BACK,
        /** An identity check failed in this contact before. */
        CHECK_FAILED_IN_CONTACT,
        /** The member was cleared as often in the last days as the settings allow. */
        CLEARED_OFTEN,
        /** Signs of account takeover are shown. */
        TAKEOVER_SUSPECTED,
        /** The clerk has cleared as many locks today as the settings allow. */
        DAILY_LIMIT_REACHED,
        /** A request for a second person is waiting in this contact. */
        REQUEST_WAITING,
        /** Another contact of this person is in front. */
        CONTACT_IN_FRONT,
        /** The channel is not served from the person's workplace. */
        CHANNEL_NOT_SERVED,
        /** A lawyer speaks for the member. */
        LAWYER_NOTICE,
        /** The member has died. */
        DECEASED,
        /** The law or the member's own word forbids a repayment demand at this hour or number. */
        DEMAND_FORBIDDEN,
        /** Something stands against the call that does not forbid it, and no reason to go on was given. */
        CALL_UNREASONED,
        /** The member has no Web-ID in force. */
        NO_WEB_ID,
        /** No late charge is owed. */
        NO_LATE_CHARGE,
        /** No outage of ours reached into the time since the due date. */
        NO_OUTAGE_OF_OURS,
        /** The contract has ended. */
        CONTRACT_ENDED,
        /** No e-mail is registered. */
        NO_EMAIL,
        /** Neither e-mail nor mobile is registered for more than the days of the settings (reset.registered_days). */
        NO_RESET_ADDRESS,
        /** A restriction of the member forbids every message. */
        MESSAGES_WITHHELD,
        /** A Web-ID was replaced within the days of the settings (web_id.second_within_days). */
        REISSUED_LATELY,
        /** E-mail, phone or bank account were changed lately (web_id.contact_data_hours, takeover.contact_data_hours), or in this contact. */
        CONTACT_DATA_CHANGED,
        /** Password or PIN were reset within the hours of the settings (web_id.reset_hours). */
        SECRET_RESET_LATELY,
        /** A Web-ID was replaced within the hours of the settings (web_id.reset_hours). */
        WEB_ID_CHANGED_LATELY,
        /** The member has no card in force. */
        NO_CARD,
        /** A lock for loss or theft is open. */
        LOSS_LOCKED,
        /** A lock for suspected takeover is open. */
        TAKEOVER_LOCKED,
        /** The card in force is reported lost. */
        CARD_LOST,
        /** The member has not logged in for years. */
        DORMANT,
        /** The limit is 0. */
        BORROWING_STOPPED,
        /** Something is owed, be it one yen. */
        OWES,
        /** The person has a case of this member in front. */
        IN_CASE
    }

    public Situation {
        facts = Set.copyOf(facts);
    }

    public static Situation outsideContact(StaffMember staff) {
        return new Situation(staff, null, false, false, CheckState.NONE, EnumSet.noneOf(Fact.class), null);
    }

    public Situation with(Fact... more) {
        var all = EnumSet.noneOf(Fact.class);
        all.addAll(facts);
        all.addAll(Set.of(more));
        return new Situation(staff, channel, contactHasMember, sameMember, check, all, factorAge);
    }

    /** The same, with the fact where it holds. */
    public Situation when(boolean holds, Fact fact) {
        return holds ? with(fact) : this;
    }

    boolean is(Fact fact) {
        return facts.contains(fact);
    }
}
