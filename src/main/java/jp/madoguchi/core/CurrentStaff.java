package jp.madoguchi.core;

import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who is acting: always from the session, never from an argument. */
public final class CurrentStaff {

    private CurrentStaff() {}

    /** @throws AccessDeniedException when nobody is signed in */
    public static StaffMember get() {
        return find().orElseThrow(() -> new AccessDeniedException("nobody is signed in"));
    }

    public static Optional<StaffMember> find() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof StaffMember staff
                ? Optional.of(staff)
                : Optional.empty();
    }
}
