package jp.madoguchi.publicnotice;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/**
 * Ends connections that have not sent a whole request for a while: silent ones, and those that send one byte after the
 * other so as never to be silent.
 */
final class Patience implements Connection.Listener {

    private final long limitNanos;
    private final Map<Connection, Long> heard = new ConcurrentHashMap<>();

    Patience(Duration limit) {
        limitNanos = limit.toNanos();
    }

    @Override
    public void onOpened(Connection connection) {
        heard.put(connection, System.nanoTime());
    }

    @Override
    public void onClosed(Connection connection) {
        heard.remove(connection);
    }

    /** A whole request came. */
    void hear(Connection connection) {
        heard.replace(connection, System.nanoTime());
    }

    void cutOff() {
        var now = System.nanoTime();
        heard.forEach((connection, since) -> {
            if (now - since > limitNanos) {
                connection.getEndPoint().close();
            }
        });
    }
}
