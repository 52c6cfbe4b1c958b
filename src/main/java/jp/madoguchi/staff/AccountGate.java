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
            chain.doFilter(request, response);
            return;
        }
        var end = sessions.check(session.get());
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

    private static boolean opensPage(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        return request.getMethod().equals("GET")
                && request.getParameter("v-r") == null
                && accept != null
                && accept.contains("text/html");
    }
}
