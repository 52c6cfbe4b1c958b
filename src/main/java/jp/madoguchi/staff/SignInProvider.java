package jp.madoguchi.staff;

import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.transaction.TransactionException;

/** Hands the sign-in form to {@link SignIn}. */
final class SignInProvider implements AuthenticationProvider {

    private final SignIn signIn;
    private final boolean secondFactor;

    /** @param secondFactor whether the password is only the first of two */
    SignInProvider(SignIn signIn, boolean secondFactor) {
        this.signIn = signIn;
        this.secondFactor = secondFactor;
    }

    @Override
    public Authentication authenticate(Authentication typed) {
        var address =
                typed.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : null;
        try {
            var given = signIn.password(
                            typed.getName(),
                            String.valueOf(typed.getCredentials()),
                            address == null ? "unknown" : address)
                    .orElseThrow(() -> new BadCredentialsException("refused"));
            return secondFactor
                    ? given.authentication()
                    : signIn.enter(given)
                            .map(staff -> Authorities.authentication(staff, null))
                            .orElseThrow(() -> new BadCredentialsException("refused"));
        } catch (DataAccessException | TransactionException failure) {
            throw new AuthenticationServiceException("the database does not answer", failure);
        }
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
