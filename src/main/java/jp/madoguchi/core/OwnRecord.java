package jp.madoguchi.core;

import org.jspecify.annotations.Nullable;

/**
 * The member is the person themselves, of their household or a colleague: barred from this person, served by another place. Which of
 * the three is not told.
 */
public final class OwnRecord extends Refused {

    /** The coded reason of such refusals in the trail. */
    public static final String REASON = "OWN_RECORD";

    private final @Nullable MemberNo memberNo;

    /** @param memberNo who is barred; null where it is not known */
    public OwnRecord(@Nullable MemberNo memberNo) {
        super("OWN-001");
        this.memberNo = memberNo;
    }

    public @Nullable MemberNo memberNo() {
        return memberNo;
    }

    @Override
    public String reason() {
        return REASON;
    }
}
