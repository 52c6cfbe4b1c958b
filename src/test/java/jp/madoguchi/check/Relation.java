package jp.madoguchi.check;

import java.util.List;
import jp.madoguchi.UseCases.UseCase;

/** How the person stands to what a use case is about, and when the second factor was given. */
enum Relation {
    /** The member is in front of the person and passed a check; the case, request or slip is theirs to work on. */
    SERVED("served"),
    /** The same, the second factor given six minutes ago. */
    STALE("served, factor stale"),
    /** The same, the second factor never given. */
    NEVER("served, no factor"),
    /** The contact with the member is closed. */
    CLOSED("contact closed"),
    /** Contact and case are those of a person of the same role at another place. */
    ANOTHERS("another's"),
    /** The contact is with somebody else than the member. */
    OTHER_MEMBER("another member"),
    /** Contact, member or case do not exist. */
    ABSENT("absent"),
    /** The member is the person, which came to be known after the contact was opened. */
    OWN("own record"),
    /** The member is of the person's household. */
    HOUSEHOLD("household"),
    /** The member is a colleague of the same place. */
    COLLEAGUE("colleague"),
    /** The request, notice or change that waits for a second person is the person's own. */
    OWN_REQUEST("own request");

    private final String words;

    Relation(String words) {
        this.words = words;
    }

    /** As it stands in the table. */
    String words() {
        return words;
    }

    /** Whether it can be asked of a use case. */
    boolean of(UseCase useCase) {
        return this == OWN_REQUEST
                ? Deeds.decidesRequests(useCase)
                : this == SERVED || this == STALE || this == NEVER || Deeds.aboutSomebody(useCase);
    }

    /** First what is refused, then what may be done, then what changes the scene. */
    static List<Relation> inOrderOfEffect() {
        return List.of(
                ANOTHERS, OTHER_MEMBER, ABSENT, OWN, HOUSEHOLD, COLLEAGUE, STALE, NEVER, SERVED, CLOSED, OWN_REQUEST);
    }

    boolean barred() {
        return this == OWN || this == HOUSEHOLD || this == COLLEAGUE;
    }
}
