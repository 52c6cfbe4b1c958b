package jp.madoguchi.staff;

import com.vaadin.flow.server.VaadinServletRequest;
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
        ConsoleSession.of(VaadinServletRequest.getCurrent()
                        .getHttpServletRequest()
                        .getSession(false))
                .ifPresent(session -> sessions.become(session, staff));
    }
}
