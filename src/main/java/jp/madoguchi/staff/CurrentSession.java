package jp.madoguchi.staff;

import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.util.Optional;
import jp.madoguchi.core.StaffMember;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;

/** The session of the person who is clicking. */
@Component
class CurrentSession {

    /** Where Spring Security keeps the request that a sign-in interrupted. */
    private static final String SAVED_REQUEST = "SPRING_SECURITY_SAVED_REQUEST";

    private final Sessions sessions;

    CurrentSession(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Goes on as this person, e.g. at another place. */
    void become(StaffMember staff) {
        find().ifPresent(session -> sessions.become(session, staff));
    }

    /** Begins after the second factor, with a new id. */
    void enter(StaffMember staff) {
        sessions.enter(request(), staff);
    }

    /** The factor was given again; a locked screen opens. */
    void factorGiven() {
        find().ifPresent(session -> {
            sessions.factorGiven(request(), session);
            if (session.locked()) {
                sessions.unlock(session);
            }
        });
    }

    boolean locked() {
        return find().filter(ConsoleSession::locked).isPresent();
    }

    void lock() {
        find().ifPresent(sessions::lock);
    }

    /** Nobody gets in after all: what was begun is forgotten. */
    void leave() {
        request().getSession().invalidate();
    }

    /** Where the person was going when the second factor was asked for; within the console, and asked for once. */
    String target() {
        var session = request().getSession();
        var target = session.getAttribute(AccountGate.TARGET);
        session.removeAttribute(AccountGate.TARGET);
        return target == null ? wanted(session) : target.toString();
    }

    /** What was asked for before the sign-in page had to come first: its path, never another host. */
    private static String wanted(HttpSession session) {
        if (!(session.getAttribute(SAVED_REQUEST) instanceof SavedRequest saved)) {
            return ".";
        }
        session.removeAttribute(SAVED_REQUEST);
        var asked = URI.create(saved.getRedirectUrl());
        var path = asked.getRawPath() == null ? "" : asked.getRawPath().replaceFirst("^/+", "");
        // Spring marks the request that it will repeat.
        var query = asked.getRawQuery() == null ? "" : asked.getRawQuery().replaceFirst("(^|&)continue$", "");
        return path.isEmpty() || path.startsWith(SignInView.PATH) ? "." : path + (query.isEmpty() ? "" : "?" + query);
    }

    private static Optional<ConsoleSession> find() {
        return VaadinServletRequest.getCurrent() == null
                ? Optional.empty()
                : ConsoleSession.of(request().getSession(false));
    }

    private static HttpServletRequest request() {
        return VaadinServletRequest.getCurrent().getHttpServletRequest();
    }
}
