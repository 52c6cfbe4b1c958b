package jp.madoguchi.login;

import java.time.LocalDate;
import java.time.LocalTime;
import jp.madoguchi.core.PlaceKind;
import jp.madoguchi.core.PlaceNo;
import org.jspecify.annotations.Nullable;

/**
 * A store or contract machine to which a member can be sent.
 *
 * @param sameMunicipality whether it lies in the member's city, ward, town or village
 * @param next when it opens the next time after today; null when it does not within a week
 */
public record NearPlace(
        PlaceNo placeNo,
        PlaceKind kind,
        String name,
        String address,
        boolean sameMunicipality,
        Today today,
        @Nullable Opening next) {

    /** Its hours of today, Tokyo time, seen from this moment; a closing time is the first moment at which it is closed. */
    public sealed interface Today {

        record OpenUntil(LocalTime closes) implements Today {}

        record OpensAt(LocalTime opens, LocalTime closes) implements Today {}

        /** It was open today. */
        record Over() implements Today {}

        /** It does not open today at all. */
        record Closed() implements Today {}
    }

    /** The next day on which it opens, and when. */
    public record Opening(LocalDate day, boolean tomorrow, LocalTime opens) {}

    /** Whether somebody who sets out now is served today. */
    public boolean servesToday() {
        return switch (today) {
            case Today.OpenUntil open -> true;
            case Today.OpensAt later -> true;
            case Today.Over over -> false;
            case Today.Closed closed -> false;
        };
    }
}
