package jp.madoguchi.staff;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Turns the rights of a person into the authorities that views and use cases name. */
public final class Authorities {

    private Authorities() {}

    /** A right held alone by its name, any other as {@code NAME:LEVEL}; SIGNED_IN for all; APPROVAL_DECIDE for second persons. */
    public static List<GrantedAuthority> of(StaffMember staff) {
        var authorities = new ArrayList<GrantedAuthority>();
        authorities.add(new SimpleGrantedAuthority(Permission.SIGNED_IN));
        if (staff.rights().containsValue(Permission.Level.SECOND)) {
            authorities.add(new SimpleGrantedAuthority(Permission.APPROVAL_DECIDE));
        }
        staff.rights()
                .forEach((right, level) -> authorities.add(
                        new SimpleGrantedAuthority(level == Permission.Level.ALONE ? right : right + ":" + level)));
        return authorities;
    }

    /**
     * The person as Spring Security carries them.
     *
     * @param factorAt when the second factor was last given in this session; null = never
     */
    static Authentication authentication(StaffMember staff, @Nullable Instant factorAt) {
        var authorities = of(staff);
        if (factorAt != null) {
            authorities.add(FactorGrantedAuthority.withAuthority(CurrentStaff.SECOND_FACTOR)
                    .issuedAt(factorAt)
                    .build());
        }
        return UsernamePasswordAuthenticationToken.authenticated(staff, null, authorities);
    }
}
