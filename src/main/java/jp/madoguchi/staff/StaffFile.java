package jp.madoguchi.staff;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffNo;
import org.jspecify.annotations.Nullable;

/**
 * An account with its changes, the newest first.
 *
 * @param version 0 = a change waits to make it
 * @param now as it stands, with today's roles and places; null = it is new
 * @param password whether a password was given
 * @param factor whether an authenticator app is in force
 * @param planned what roles and places become on later days, by day
 */
public record StaffFile(
        StaffNo staffNo,
        int version,
        @Nullable StaffForm now,
        boolean password,
        boolean factor,
        List<Planned> planned,
        List<StaffChange> changes) {

    /** Roles and places from a day to come on, all of them. */
    public record Planned(LocalDate from, Set<Role> roles, Set<PlaceNo> places) {}

    public Optional<StaffChange> waiting() {
        return changes.stream().filter(change -> change.decision() == null).findFirst();
    }
}
