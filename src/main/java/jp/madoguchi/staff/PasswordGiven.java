package jp.madoguchi.staff;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.madoguchi.core.StaffNo;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Somebody who knew the password and has still to give the second factor. No {@link jp.madoguchi.core.StaffMember}, so nothing that
 * needs a person of staff opens.
 *
 * @param at when the password was given
 * @param address network address of the browser
 */
record PasswordGiven(StaffNo staffNo, String signInName, String name, Instant at, String address) implements Principal {

    /** Opens the page of the second factor and nothing else. */
    static final String FACTOR_NEEDED = "FACTOR_NEEDED";

    @Override
    public String getName() {
        return signInName;
    }

    Authentication authentication() {
        var authorities = AuthorityUtils.createAuthorityList(List.of(FACTOR_NEEDED));
        return UsernamePasswordAuthenticationToken.authenticated(this, null, authorities);
    }

    /** The one of this request. */
    static Optional<PasswordGiven> find() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof PasswordGiven given
                ? Optional.of(given)
                : Optional.empty();
    }
}
