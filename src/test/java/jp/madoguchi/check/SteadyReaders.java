package jp.madoguchi.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import jp.madoguchi.bench.Latency;

/**
 * Readers of the public page at a steady pace over connections that stay open. Each request has its moment, and its time
 * counts from that moment, so that a listener that stands still is not let off the requests of meanwhile.
 */
final class SteadyReaders implements AutoCloseable {

    /** What came of it. */
    record Result(Latency latency, long errors) {}

    private final URI page;
    private final long intervalNanos;
    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final LongAdder errors = new LongAdder();
    private final List<Thread> readers = new ArrayList<>();
    private volatile boolean running = true;

    /**
     * Starts them.
     *
     * @param connections among which the requests are shared out evenly
     */
    SteadyReaders(String page, int requestsPerSecond, int connections) {
        this.page = URI.create(page);
        intervalNanos = 1_000_000_000L * connections / requestsPerSecond;
        var begin = System.nanoTime();
        for (var i = 0; i < connections; i++) {
            var first = begin + intervalNanos * i / connections;
            readers.add(Thread.ofPlatform().daemon().start(() -> read(first)));
        }
    }

    /** Ends them. */
    Result stop() throws InterruptedException {
        running = false;
        for (var reader : readers) {
            reader.join();
        }
        return new Result(Latency.of(nanos.stream().mapToLong(Long::longValue).toArray()), errors.sum());
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }

    private void read(long first) {
        var request = "GET %s HTTP/1.1\r\nHost: %s\r\nAccept-Encoding: gzip\r\n\r\n"
                .formatted(page.getPath(), page.getAuthority())
                .getBytes(ISO_8859_1);
        var due = first;
        while (running) {
            try (var socket = new Socket(page.getHost(), page.getPort())) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(10_000);
                var in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
                for (; running; due += intervalNanos) {
                    LockSupport.parkNanos(due - System.nanoTime());
                    socket.getOutputStream().write(request);
                    if (!isOk(in)) {
                        errors.increment();
                    }
                    nanos.add(System.nanoTime() - due);
                }
            } catch (IOException broken) {
                errors.increment();
                due += intervalNanos;
            }
        }
    }

    /** Reads one whole answer. */
    private static boolean isOk(InputStream in) throws IOException {
        var status = line(in);
        var length = 0;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
        }
        in.skipNBytes(length);
        return status.startsWith("HTTP/1.1 200 ");
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var letter = in.read(); letter != '\n'; letter = in.read()) {
            if (letter < 0) {
                throw new EOFException();
            }
            if (letter != '\r') {
                line.append((char) letter);
            }
        }
        return line.toString();
    }
}
