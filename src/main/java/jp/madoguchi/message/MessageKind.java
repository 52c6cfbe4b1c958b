package jp.madoguchi.message;

import java.util.Set;

/**
 * What a message tells; each kind has dated texts in {@code message_template}. The payload carries the names below and
 * nothing else: {@code *_at} an instant in ISO form, all others a text as it is to be read. ADDRESS_CHANGED, EMAIL_CHANGED
 * and PHONE_CHANGED are written by triggers, CHANGE_REPORTED, CHANGE_TURNED_DOWN, DATA_CHANGED, CREDENTIAL_RESET,
 * CREDENTIAL_RESET_LINK, CARD_STOPPED, CARD_REPLACED, REACTIVATED and CONTRACT_ENDED by functions of the database, never by a use
 * case.
 */
public enum MessageKind {
    LOGIN_LOCKED("locked_at"),
    LOCK_CLEARED("cleared_at"),
    /** Tells the other address that a reset was started; never carries the link. */
    CREDENTIAL_RESET("requested_at"),
    /** The one-time link itself. */
    CREDENTIAL_RESET_LINK("requested_at", "expires_at", "code"),
    /** Told whoever re-issued it; never carries the Web-ID. */
    WEB_ID_REISSUED("reissued_at"),
    /** The new Web-ID itself, by e-mail only. */
    WEB_ID_SENT("reissued_at", "web_id"),
    ADDRESS_CHANGED("changed_at"),
    /** Goes to the former and to the new address. */
    EMAIL_CHANGED("changed_at"),
    /** Goes to the former and to the new mobile number too. */
    PHONE_CHANGED("changed_at"),
    /** What was reported on the site waits for staff. */
    CHANGE_REPORTED("reported_at", "what"),
    CHANGE_TURNED_DOWN("reported_at", "what"),
    /** A workplace or a name. */
    DATA_CHANGED("changed_at", "what"),
    CARD_STOPPED("stopped_at", "report_no"),
    CARD_REPLACED("ordered_at"),
    REACTIVATED("reactivated_at"),
    CONTRACT_ENDED("ended_at"),
    /** 来店案内. */
    VISIT_GUIDE("hand_off_no", "place_name", "place_address"),
    INCOME_ACCEPTED("received_at"),
    /** Says exactly what to send. */
    INCOME_ASKED_AGAIN("received_at", "requests"),
    INCOME_REFUSED("received_at", "requests"),
    LIMIT_ANSWERED("received_at"),
    LIMIT_PAPERS_ASKED("received_at"),
    /** Written by the function that changes the limit. */
    LIMIT_CHANGED("changed_at"),
    /** A simulation that the member asked for, by e-mail only. */
    SIMULATION_SENT("simulation"),
    /** Bank account, direct debit or due-date mail. */
    BANK_SERVICE_CHANGED("changed_at"),
    /** Asked for in a periodic review, by a function of the database. */
    CERTIFICATE_ASKED;

    private final Set<String> payload;

    MessageKind(String... payload) {
        this.payload = Set.of(payload);
    }

    /** Names that the payload must carry. */
    public Set<String> payload() {
        return payload;
    }
}
