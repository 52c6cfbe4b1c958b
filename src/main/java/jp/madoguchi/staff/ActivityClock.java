package jp.madoguchi.staff;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.communication.RpcInvocationEvent;
import com.vaadin.flow.server.communication.RpcInvocationListener;
import com.vaadin.flow.shared.JsonConstants;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Tells a person's doing from what an open tab sends by itself: events, changed fields and navigation count; heartbeats,
 * polls, acknowledged pushes, answers of scripts and the grid's own requests do not.
 */
@Component
class ActivityClock implements VaadinServiceInitListener {

    private static final Set<String> BY_A_PERSON =
            Set.of(JsonConstants.RPC_TYPE_EVENT, JsonConstants.RPC_TYPE_MAP_SYNC, JsonConstants.RPC_TYPE_NAVIGATION);
    private static final String POLL = "ui-poll";

    private final Sessions sessions;

    ActivityClock(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addRpcInvocationListener(new RpcInvocationListener() {
            @Override
            public void invocationStarted(RpcInvocationEvent invocation) {
                if (counts(invocation.getType(), invocation.getName())) {
                    active();
                }
            }
        });
    }

    static boolean counts(String type, String name) {
        return BY_A_PERSON.contains(type) && !POLL.equals(name);
    }

    private void active() {
        var request = VaadinServletRequest.getCurrent();
        if (request != null) {
            ConsoleSession.of(request.getHttpServletRequest().getSession(false)).ifPresent(sessions::active);
        }
    }
}
