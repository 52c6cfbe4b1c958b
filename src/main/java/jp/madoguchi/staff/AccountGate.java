package jp.madoguchi.staff;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import jp.madoguchi.core.CurrentStaff;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before every request of a signed-in person: a session that is over, and an account that may no longer be in,
 * end here, before anything is done. A request counts as activity only when it opens a page; what else counts is told by
 * {@link ActivityClock}.
 */
final class AccountGate extends OncePerRequestFilter {

    /** Attribute of the web session: the page that was asked for before another one had to come first, relative to the console's address. */
    static final String TARGET = AccountGate.class.getName() + ".target";

    private final Sessions sessions;

    AccountGate(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        return path.startsWith("/ui/") || path.startsWith("/VAADIN/build/") || path.startsWith("/aura/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = ConsoleSession.of(request.getSession(false));
        if (session.isEmpty()) {
            if (CurrentStaff.find().isPresent()) {
                SecurityContextHolder.clearContext();
            }
            if (PasswordGiven.find().isPresent()
                    && !request.getRequestURI().equals(request.getContextPath() + "/" + SignInView.PATH)
                    && leadsElsewhere(request, SecondFactorView.PATH)) {
                response.sendRedirect(request.getContextPath() + "/" + SecondFactorView.PATH);
                return;
            }
            chain.doFilter(request, response);
            return;
        }
        var end = sessions.check(session.get());
        if (end.isEmpty() && session.get().locked()) {
            sessions.alive(session.get());
            if (leadsElsewhere(request, LockedView.PATH)) {
                response.sendRedirect(request.getContextPath() + "/" + LockedView.PATH);
                return;
            }
            chain.doFilter(request, response);
            return;
        }
        if (end.isEmpty()) {
            if (opensPage(request)) {
                sessions.active(session.get());
            } else {
                sessions.alive(session.get());
            }
            chain.doFilter(request, response);
            return;
        }
        sessions.end(session.get(), end.get());
        SecurityContextHolder.clearContext();
        if (opensPage(request)) {
            response.sendRedirect(request.getContextPath() + "/" + SignInView.address(end.get()));
            return;
        }
        chain.doFilter(request, response);
    }

    /** Opens another page than the one that has to come first, to which it will lead afterwards. */
    private static boolean leadsElsewhere(HttpServletRequest request, String first) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        if (!opensPage(request) || path.equals("/" + first)) {
            return false;
        }
        var query = request.getQueryString();
        if (!path.equals("/" + SignInView.PATH) && !path.equals("/" + SecondFactorView.PATH)) {
            var page = path.equals("/") ? "." : path.substring(1);
            request.getSession().setAttribute(TARGET, page + (query == null ? "" : "?" + query));
        }
        return true;
    }

    private static boolean opensPage(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        return request.getMethod().equals("GET")
                && request.getParameter("v-r") == null
                && accept != null
                && accept.contains("text/html");
    }
}
