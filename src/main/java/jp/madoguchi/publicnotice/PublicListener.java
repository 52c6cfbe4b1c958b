package jp.madoguchi.publicnotice;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import jp.madoguchi.operation.Announcements;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Opens the listener of the notices where {@code madoguchi.public-port} names a port, and keeps its editions fed: at every
 * announcement and every three seconds the notices are read again. While the database is away it goes on with what it has.
 */
@Component
public class PublicListener implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PublicListener.class);
    private static final Duration READING = Duration.ofSeconds(3);

    private final PublicNotices notices;
    private final Announcements announcements;
    private final String address;
    private final int port;
    private final RunningClock clock = new RunningClock();
    private final Editions editions = new Editions(clock);
    private final Semaphore wake = new Semaphore(0);
    private @Nullable NoticeServer server;
    private @Nullable Thread reader;
    private Runnable deaf = () -> {};
    private volatile boolean running;
    private boolean fresh = true;

    PublicListener(
            PublicNotices notices,
            Announcements announcements,
            @Value("${madoguchi.public-address:}") String address,
            @Value("${madoguchi.public-port:0}") int port) {
        this.notices = notices;
        this.announcements = announcements;
        this.address = address;
        this.port = port;
    }

    /** Where it answers, seen from this machine; empty when it is not wanted. */
    public Optional<String> url() {
        return Optional.ofNullable(server).map(open -> "http://localhost:" + open.port());
    }

    @Override
    public void start() {
        if (port == 0) {
            return;
        }
        read();
        try {
            server = NoticeServer.start(address, port, editions);
        } catch (Exception taken) {
            throw new IllegalStateException("the listener of the notices cannot open port " + port, taken);
        }
        running = true;
        deaf = announcements.listen(Announcements.Kind.NOTICE, wake::release);
        reader = Thread.ofPlatform().daemon().name("notices-reader").start(this::keepReading);
    }

    @Override
    public void stop() {
        running = false;
        deaf.run();
        if (reader != null) {
            reader.interrupt();
        }
        try {
            if (server != null) {
                server.close();
            }
        } catch (Exception failure) {
            LOG.warn("the listener of the notices did not close", failure);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void keepReading() {
        while (running) {
            try {
                wake.tryAcquire(READING.toMillis(), TimeUnit.MILLISECONDS);
                wake.drainPermits();
                read();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void read() {
        try {
            var facts = notices.read();
            clock.set(facts.readAt());
            editions.take(facts);
            if (!fresh) {
                LOG.info("the notices are read again");
            }
            fresh = true;
        } catch (RuntimeException failure) {
            // Whatever it is, the next reading may succeed.
            if (fresh) {
                LOG.warn("the notices cannot be read, the page goes on with what it has", failure);
            }
            fresh = false;
        }
    }
}
