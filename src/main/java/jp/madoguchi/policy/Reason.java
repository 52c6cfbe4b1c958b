package jp.madoguchi.policy;

/** Why the rulebook refuses or wants a second person. Texts: {@code policy.NAME} and, the way out, {@code policy.NAME.next}. */
public enum Reason {
    RIGHT_MISSING,
    ONLY_AS_SECOND_PERSON,
    ONLY_ON_REQUEST,
    ONLY_WITHIN_A_CASE,
    WORKPLACE_NOT_CHOSEN,
    CONTACT_NEEDED,
    CONTACT_WITHOUT_MEMBER,
    ANOTHER_MEMBER,
    NEVER_BY_PHONE,
    NEVER_BY_LETTER,
    IN_PERSON_ONLY,
    CHANNEL_NOT_SERVED_HERE,
    ANOTHER_CONTACT_IN_FRONT,
    NOT_LOCKED,
    LOCK_OF_ANOTHER_KIND,
    CHECK_NEEDED,
    CHECK_FAILED,
    CHECK_NO_TRIES_LEFT,
    CHECK_EXPIRED,
    // second person
    CHECK_FAILED_ONCE,
    CLEARED_OFTEN,
    TAKEOVER_SUSPECTED,
    DAILY_LIMIT_REACHED,
    ALREADY_WAITING
}
