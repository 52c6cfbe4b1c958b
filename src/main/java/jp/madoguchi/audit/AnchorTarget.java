package jp.madoguchi.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** Where anchors are kept: a file that only grows, or an address that takes one line as a POST. */
interface AnchorTarget {

    /** Returns once the line is kept. @throws IOException when it is not, or nobody knows */
    void keep(String line) throws IOException;

    /** All lines, the oldest first; none where the target cannot be read back. */
    List<String> lines() throws IOException;

    /** @param where path of a file, or an address that begins with http:// or https:// */
    static AnchorTarget of(String where) {
        return where.startsWith("http://") || where.startsWith("https://")
                ? new Address(URI.create(where))
                : new Growing(Path.of(where));
    }

    /** On a disk of another machine, for the second target. */
    record Growing(Path file) implements AnchorTarget {

        @Override
        public void keep(String line) throws IOException {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                var end = channel.size();
                // What a crash left half written is no line; the next begins at its own.
                var last = ByteBuffer.allocate(1);
                var torn = end > 0 && (channel.read(last, end - 1) != 1 || last.get(0) != '\n');
                var bytes = ByteBuffer.wrap(((torn ? "\n" : "") + line + "\n").getBytes(US_ASCII));
                while (bytes.hasRemaining()) {
                    end += channel.write(bytes, end);
                }
                channel.force(true);
            }
        }

        @Override
        public List<String> lines() throws IOException {
            return Files.exists(file) ? Files.readAllLines(file, US_ASCII) : List.of();
        }
    }

    /** A service of another machine that keeps what it is sent. */
    record Address(URI uri) implements AnchorTarget {

        private static final Duration PATIENCE = Duration.ofSeconds(5);
        private static final int FIRST_FAILURE = 300;

        @Override
        public void keep(String line) throws IOException {
            try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
                var answer = client.send(
                        HttpRequest.newBuilder(uri)
                                .timeout(PATIENCE)
                                .header("Content-Type", "text/plain; charset=US-ASCII")
                                .POST(HttpRequest.BodyPublishers.ofString(line + "\n", US_ASCII))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
                if (answer.statusCode() >= FIRST_FAILURE) {
                    throw new IOException("answered " + answer.statusCode());
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new IOException(stopping);
            }
        }

        @Override
        public List<String> lines() {
            return List.of();
        }
    }
}
