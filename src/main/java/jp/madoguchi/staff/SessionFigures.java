package jp.madoguchi.staff;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** How many people are signed in at this node, for whoever watches the running console; nobody is named. */
@Component
class SessionFigures implements MeterBinder {

    private final Sessions sessions;

    SessionFigures(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("madoguchi.sessions", sessions, Sessions::count)
                .description("People signed in at this node")
                .register(registry);
    }
}
