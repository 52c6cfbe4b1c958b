package jp.madoguchi.approval;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.StaffNo;
import org.jspecify.annotations.Nullable;

/** Something that may need a second person; contributed by the feature that does it, as a bean. */
public interface ApprovedOperation {

    /** Code of the column approval.operation; its title is the text {@code approval.operation.CODE}. */
    String code();

    /** The right that the second person holds. */
    String right();

    /** Whether the second person gives the second factor a moment before agreeing. */
    default boolean wantsFreshFactor() {
        return false;
    }

    /** What stands before and what will stand after, exactly as it will be applied. */
    List<Change> describe(Waiting request);

    /**
     * Applies the request within the transaction of the decision, in the name of its maker.
     *
     * @throws FactsChanged when what it rests on is no longer so
     */
    void apply(Waiting request, Instant now);

    /** One line of before and after. */
    record Change(Message label, Message before, Message after) {}

    /**
     * A request as it stands.
     *
     * @param contact null for a case that is worked off without the member
     */
    record Waiting(
            UUID ref,
            String payload,
            String facts,
            StaffNo maker,
            PlaceNo placeNo,
            MemberNo memberNo,
            @Nullable ContactNo contact) {

        /** The contact of an operation that is only ever asked for in one. */
        public ContactNo contactNo() {
            return Objects.requireNonNull(contact);
        }
    }
}
