package jp.madoguchi.shell;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import jp.madoguchi.operation.DatabaseDoor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Asks the database every second whether it is there, on a connection of its own, so that a busy pool is not taken for a
 * lost database. Whoever listens is told of the loss within five seconds, and of the return.
 */
@Component("database")
class DatabaseWatch implements SmartLifecycle, HealthIndicator {

    /** @param lostSince null while the database answers */
    record State(@Nullable Instant lostSince) {
        boolean lost() {
            return lostSince != null;
        }
    }

    private static final long PAUSE_NANOS = 1_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final State THERE = new State(null);

    private final JdbcConnectionDetails details;
    private final Clock clock;
    private final DatabaseDoor door;
    private final Set<Consumer<State>> listeners = ConcurrentHashMap.newKeySet();
    private volatile State state = THERE;
    private volatile boolean running;
    private @Nullable Thread thread;
    private @Nullable Connection connection;

    DatabaseWatch(JdbcConnectionDetails details, Clock clock, DatabaseDoor door) {
        this.details = details;
        this.clock = clock;
        this.door = door;
    }

    State state() {
        return state;
    }

    void listen(Consumer<State> listener) {
        listeners.add(listener);
    }

    void forget(Consumer<State> listener) {
        listeners.remove(listener);
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofVirtual().name("database-ping").start(this::run);
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** First to stop: nobody is told that the database goes because the console does. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Health health() {
        return state.lost() ? Health.down().build() : Health.up().build();
    }

    private void run() {
        while (running) {
            LockSupport.parkNanos(PAUSE_NANOS);
            if (running) {
                become(answers() || answersAnew());
            }
        }
        close();
    }

    /** A connection may end alone; only when a new one cannot be had is the database lost. */
    private boolean answersAnew() {
        close();
        return answers();
    }

    private boolean answers() {
        try {
            if (connection == null) {
                connection = DriverManager.getConnection(details.getJdbcUrl(), settings());
            }
            if (connection.isValid(1)) {
                return true;
            }
        } catch (SQLException | RuntimeException notThere) {
            LOG.debug("no answer from the database", notThere);
        }
        close();
        return false;
    }

    private Properties settings() {
        var settings = new Properties();
        settings.setProperty("user", String.valueOf(details.getUsername()));
        settings.setProperty("password", String.valueOf(details.getPassword()));
        settings.setProperty("ApplicationName", "madoguchi-watch");
        settings.setProperty("connectTimeout", "1");
        settings.setProperty("loginTimeout", "1");
        settings.setProperty("socketTimeout", "2");
        return settings;
    }

    private void close() {
        var old = connection;
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException alreadyClosed) {
                LOG.debug("the connection was closed already", alreadyClosed);
            }
        }
    }

    private void become(boolean there) {
        if (!running || there != state.lost()) {
            return;
        }
        state = there ? THERE : new State(clock.instant());
        if (there) {
            door.open();
        } else {
            door.shut();
        }
        LOG.warn(there ? "the database answers again" : "the database does not answer");
        listeners.forEach(this::tell);
    }

    private void tell(Consumer<State> listener) {
        try {
            listener.accept(state);
        } catch (RuntimeException gone) {
            LOG.debug("a tab could not be told", gone);
        }
    }
}
