package jp.madoguchi.income;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Work that never ends, on a thread of its own with little priority: a step after the other, with a rest when there is nothing more to do. */
final class Steady implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Steady.class);
    private static final long REST_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final BooleanSupplier step;
    private volatile boolean running;
    private volatile boolean failing;
    private volatile Thread thread = Thread.currentThread();

    /** @param step says whether there is more to do at once */
    Steady(String name, BooleanSupplier step) {
        this.name = name;
        this.step = step;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform()
                .daemon()
                .name(name)
                .priority(Thread.MIN_PRIORITY)
                .start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        LockSupport.unpark(thread);
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            if (!more()) {
                LockSupport.parkNanos(REST_NANOS);
            }
        }
    }

    /** A failure is told once, until it works again. */
    private boolean more() {
        try {
            var more = step.getAsBoolean();
            failing = false;
            return more;
        } catch (RuntimeException failure) {
            if (!failing && running) {
                failing = true;
                LOG.warn("{} rests: {}", name, failure.getClass().getSimpleName());
            }
            return false;
        }
    }
}
