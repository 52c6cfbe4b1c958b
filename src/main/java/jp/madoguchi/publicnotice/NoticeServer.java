package jp.madoguchi.publicnotice;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * The listener: four threads that answer, 200 requests that wait for them, at most 1,000 connections. One more thread
 * watches the sockets; nothing is shared with the console.
 */
final class NoticeServer implements AutoCloseable {

    static final int THREADS = 4;
    static final int QUEUE = 200;

    private static final int CONNECTIONS = 1_000;
    private static final int HEAD_BYTES = 8 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), named("notices"));
    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1, named("notices-timers"));
    private final Server server;
    private final ServerConnector connector;

    /**
     * Opens it.
     *
     * @param address host name or address to listen on; empty: all of this machine
     * @param port 0: any that is free
     * @throws Exception when the port is taken
     */
    static NoticeServer start(String address, int port, Editions editions) throws Exception {
        return start(address, port, editions, PATIENCE);
    }

    /** @param patience how long a connection may go without a whole request */
    static NoticeServer start(String address, int port, Editions editions, Duration patience) throws Exception {
        var server = new NoticeServer(address, port, editions, new Patience(patience));
        try {
            server.server.start();
            return server;
        } catch (Exception failure) {
            server.close();
            throw failure;
        }
    }

    private NoticeServer(String address, int port, Editions editions, Patience patience) {
        var sockets = new QueuedThreadPool(2, 2);
        sockets.setName("notices-sockets");
        sockets.setReservedThreads(0);
        server = new Server(sockets, new ScheduledExecutorScheduler(timers), null);
        connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(protocol()));
        connector.setHost(address.isEmpty() ? null : address);
        connector.setPort(port);
        connector.setAcceptQueueSize(CONNECTIONS);
        connector.addEventListener(patience);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(CONNECTIONS, connector));
        server.setHandler(new NoticeHandler(editions, workers, patience));
        server.setErrorHandler((request, response, callback) -> {
            NoticeHandler.say(response.getStatus(), HttpFields.EMPTY, response, callback);
            return true;
        });
        timers.scheduleWithFixedDelay(patience::cutOff, 1, 1, TimeUnit.SECONDS);
    }

    private static HttpConfiguration protocol() {
        var protocol = new HttpConfiguration();
        protocol.setSendServerVersion(false);
        protocol.setRequestHeaderSize(HEAD_BYTES);
        return protocol;
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws Exception {
        try {
            server.stop();
        } finally {
            workers.shutdownNow();
            timers.shutdownNow();
        }
    }

    private static ThreadFactory named(String name) {
        return Thread.ofPlatform().daemon().name(name + "-", 1).factory();
    }
}
