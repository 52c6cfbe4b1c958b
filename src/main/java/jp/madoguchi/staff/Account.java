package jp.madoguchi.staff;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Workplace;
import org.jspecify.annotations.Nullable;

/**
 * An account of staff as it stands today.
 *
 * @param validTo first day on which it is over; null = open
 * @param roles roles of today
 * @param rights every right of these roles; the widest level wins
 * @param places where the person may sign in today, by number
 * @param hash Argon2id; null while no password was given
 */
record Account(
        StaffNo staffNo,
        String signInName,
        String name,
        String state,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        Set<Role> roles,
        Map<String, Permission.Level> rights,
        List<Workplace> places,
        @Nullable String hash) {

    /** The person as a session begins: at the one place there is, else at none. */
    StaffMember signedIn(UUID sessionRef) {
        return new StaffMember(
                staffNo, signInName, name, roles, rights, places.size() == 1 ? places.getFirst() : null, sessionRef);
    }

    /** The person as a running session knows them, with what has changed meanwhile; a place that is theirs no more is left. */
    StaffMember asToday(StaffMember before) {
        var place = before.workplace();
        return new StaffMember(
                staffNo,
                signInName,
                name,
                roles,
                rights,
                place != null && places.contains(place) ? place : null,
                before.sessionRef());
    }
}
