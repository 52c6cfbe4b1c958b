package jp.madoguchi.login;

import java.util.List;

/**
 * What a login ID of a caller leads to.
 *
 * @param attempts with this ID, while it matches nobody: the latest, newest first
 */
public record LoginIdFound(TypedLoginId id, Match match, List<Attempt> attempts) {

    /**
     * Whose it is. With a member in the contact only that member's own IDs are looked at; whether somebody else has the ID is
     * not told.
     */
    public enum Match {
        /** No ID has this form. */
        MALFORMED,
        /** Well-formed, and nobody has or had it. */
        UNKNOWN,
        /** Somebody had it; it was replaced or ended. */
        RETIRED,
        /** Somebody has it. */
        IN_FORCE,
        /** It is the member's. */
        OWN,
        /** It would be the member's, were it not for capital and small letters. */
        OWN_BUT_FOR_CASE,
        /** It was the member's. */
        OWN_RETIRED,
        /** It is not the member's. */
        NOT_OWN
    }
}
