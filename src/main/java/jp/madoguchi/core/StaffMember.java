package jp.madoguchi.core;

import java.security.Principal;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person of staff as the console knows them during one session.
 *
 * @param signInName what was typed at sign-in
 * @param rights every right with its level, from all roles of today; the widest level wins
 * @param workplace where they are signed in today; null until chosen, and no contact is opened before
 * @param sessionRef name of the session, not its cookie
 */
public record StaffMember(
        StaffNo staffNo,
        String signInName,
        String name,
        Set<Role> roles,
        Map<String, Permission.Level> rights,
        @Nullable Workplace workplace,
        UUID sessionRef)
        implements Principal {

    public StaffMember {
        roles = Set.copyOf(roles);
        rights = Map.copyOf(rights);
    }

    @Override
    public String getName() {
        return signInName;
    }

    /** Whether the person may do it alone. */
    public boolean may(String permission) {
        return rights.get(permission) == Permission.Level.ALONE;
    }

    /** Whether the person may decide it as the second person. */
    public boolean mayAsSecond(String permission) {
        return rights.get(permission) == Permission.Level.SECOND;
    }

    public StaffMember at(Workplace place) {
        return new StaffMember(staffNo, signInName, name, roles, rights, place, sessionRef);
    }

    /** @throws IllegalStateException before a workplace is chosen; the rulebook refuses earlier */
    public Workplace requireWorkplace() {
        if (workplace == null) {
            throw new IllegalStateException("no workplace chosen");
        }
        return workplace;
    }
}
