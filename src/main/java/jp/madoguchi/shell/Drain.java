package jp.madoguchi.shell;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The orderly end of a node. Told to stop, it is ready no more, so that the proxy sends new people elsewhere, tells every
 * open tab, and goes on serving for {@code madoguchi.drain-seconds}; only then do the port, the jobs and the pool close.
 */
@Component
class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final ApplicationContext context;
    private final Duration patience;
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;

    /** @param seconds for which the node goes on serving, 0 to 300; 0: it ends at once */
    Drain(ApplicationContext context, @Value("${madoguchi.drain-seconds}") int seconds) {
        if (seconds < 0 || seconds > 300) {
            throw new IllegalArgumentException("madoguchi.drain-seconds must be 0 to 300, not " + seconds);
        }
        this.context = context;
        this.patience = Duration.ofSeconds(seconds);
    }

    boolean isDraining() {
        return draining;
    }

    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /** Before anything is stopped, so that all of it still works meanwhile. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void drain(ContextClosedEvent closing) {
        if (patience.isZero() || !closing.getApplicationContext().equals(context)) {
            return;
        }
        begin();
        var end = System.nanoTime() + patience.toNanos();
        for (var left = patience.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** From now on the node is ready no more, and every open tab says so. */
    void begin() {
        draining = true;
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        LOG.info("draining for {} s", patience.toSeconds());
        listeners.forEach(Drain::tell);
    }

    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException gone) {
            LOG.debug("a tab could not be told", gone);
        }
    }
}
