package jp.madoguchi.staff;

import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import jp.madoguchi.core.StaffMember;
import org.springframework.stereotype.Component;

/** The session of the person who is clicking. */
@Component
class CurrentSession {

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
        return target == null ? "." : target.toString();
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
