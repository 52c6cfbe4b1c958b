package jp.madoguchi.message;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that are closed when the time is over: a server that answers slowly, one byte at a time, must not hold a message
 * longer than its lease.
 */
final class Deadline extends SocketFactory implements AutoCloseable {

    private final long end;
    private final Thread guard;
    private volatile @Nullable Socket socket;
    private volatile boolean over;

    Deadline(Duration time) {
        this.end = System.nanoTime() + time.toNanos();
        this.guard = Thread.ofVirtual().name("mail-deadline").start(this::watch);
    }

    private void watch() {
        while (!over && System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        if (!over) {
            cut();
        }
    }

    private void cut() {
        var open = socket;
        if (open != null) {
            try {
                open.close();
            } catch (IOException gone) {
                // It is closed, which was wanted.
            }
        }
    }

    @Override
    public void close() {
        over = true;
        LockSupport.unpark(guard);
    }

    @Override
    public Socket createSocket() throws IOException {
        var made = new Socket();
        socket = made;
        return made;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("only unconnected sockets");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        throw new IOException("only unconnected sockets");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new IOException("only unconnected sockets");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        throw new IOException("only unconnected sockets");
    }
}
