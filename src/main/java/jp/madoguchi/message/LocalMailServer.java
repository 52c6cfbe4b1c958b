package jp.madoguchi.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.DisposableBean;
import org.subethamail.smtp.server.SMTPServer;

/** The mail server of the demo, on this machine only: keeps each e-mail as a file, where the console reads it. */
final class LocalMailServer implements DisposableBean {

    private static final int LARGEST = 1_000_000;

    private final Path folder;
    private final Path smsFolder;
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();
    private final SMTPServer server;

    LocalMailServer(Path folder, Path smsFolder, Clock clock) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.smsFolder = smsFolder;
        this.clock = clock;
        this.server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .maxMessageSize(LARGEST)
                .messageHandler((context, from, to, data) -> keep(data))
                .build();
        server.start();
    }

    int port() {
        return server.getPortAllocated();
    }

    Path mailFolder() {
        return folder;
    }

    Path smsFolder() {
        return smsFolder;
    }

    /** Names rise with time, so that the folder is in order. */
    private void keep(byte[] data) {
        try {
            var number = last.updateAndGet(before -> Math.max(before + 1, clock.millis()));
            var part = Files.createTempFile(folder, "mail-", ".part");
            Files.write(part, data);
            Files.move(part, folder.resolve(number + ".eml"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public void destroy() {
        server.stop();
    }
}
