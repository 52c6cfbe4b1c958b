package jp.madoguchi.operation;

import static org.jooq.impl.DSL.val;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rare events that reach every open screen on every node: told with the commit that they belong to (NOTIFY), heard on one
 * connection of its own (LISTEN). They carry a kind only; whoever hears one reads again what is in force. After each
 * reconnect, and every 15 s as a safety net, all are told as if everything had happened.
 */
@Component
public class Announcements implements SmartLifecycle {

    /** What there is to tell. */
    public enum Kind {
        APPROVAL,
        AUDIT,
        CHANGE_REPORT,
        COMPLAINT,
        HAND_OFF,
        INCOME,
        LIMIT,
        NOTICE,
        PERIODIC,
        STAFF
    }

    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
    private static final String CHANNEL = "madoguchi";
    private static final int LISTEN_MILLIS = 15_000;

    private final DSLContext db;
    private final JdbcConnectionDetails details;
    private final Map<Kind, List<Runnable>> listeners = new ConcurrentHashMap<>();
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    Announcements(DSLContext db, JdbcConnectionDetails details) {
        this.db = db;
        this.details = details;
    }

    /** Told when the running transaction commits, never otherwise. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(Kind kind) {
        db.select(DSL.function(DSL.name("pg_notify"), SQLDataType.OTHER, val(CHANNEL), val(kind.name())))
                .execute();
    }

    /** The listener runs on the listening thread: it hands over to {@code UI.access} and returns. */
    public Runnable listen(Kind kind, Runnable listener) {
        var list = listeners.computeIfAbsent(kind, any -> new CopyOnWriteArrayList<>());
        list.add(listener);
        return () -> list.remove(listener);
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("announcements").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try (var connection = connect()) {
                try (var statement = connection.createStatement()) {
                    statement.execute("listen " + CHANNEL);
                }
                hearAll();
                while (running) {
                    var heard = connection.unwrap(PGConnection.class).getNotifications(LISTEN_MILLIS);
                    if (heard == null || heard.length == 0) {
                        hearAll();
                        continue;
                    }
                    for (var notification : heard) {
                        hear(notification.getParameter());
                    }
                }
            } catch (SQLException failure) {
                if (running) {
                    LOG.warn("not listening: {}", failure.getSQLState());
                    LockSupport.parkNanos(1_000_000_000L);
                }
            }
        }
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        // Either may stand in the address instead.
        if (details.getUsername() != null) {
            properties.setProperty("user", details.getUsername());
        }
        if (details.getPassword() != null) {
            properties.setProperty("password", details.getPassword());
        }
        properties.setProperty("ApplicationName", "madoguchi announcements");
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(details.getJdbcUrl(), properties);
    }

    private void hearAll() {
        for (var kind : Kind.values()) {
            hear(kind.name());
        }
    }

    private void hear(String name) {
        for (var kind : Kind.values()) {
            if (kind.name().equals(name)) {
                listeners.getOrDefault(kind, List.of()).forEach(Announcements::call);
            }
        }
    }

    private static void call(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException failure) {
            LOG.warn("a listener failed: {}", failure.getClass().getSimpleName());
        }
    }
}
