package jp.madoguchi.core;

import java.time.Instant;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who is acting: always from the session, never from an argument. */
public final class CurrentStaff {

    /** Authority of a session in which the second factor was given, with the moment. */
    public static final String SECOND_FACTOR = "FACTOR_SECOND";

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

    /** When the person last gave the second factor; empty when never in this session. */
    public static Optional<Instant> factorGivenAt() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null
                ? Optional.empty()
                : authentication.getAuthorities().stream()
                        .filter(authority -> SECOND_FACTOR.equals(authority.getAuthority()))
                        .filter(FactorGrantedAuthority.class::isInstance)
                        .map(authority -> ((FactorGrantedAuthority) authority).getIssuedAt())
                        .findFirst();
    }
}
