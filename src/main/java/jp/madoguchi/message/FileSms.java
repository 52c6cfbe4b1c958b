package jp.madoguchi.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each SMS as a file {@code REF.txt} of a folder: the number, an empty line, the text. The same ref is the same file. */
final class FileSms implements SmsPort {

    private static final Logger LOG = LoggerFactory.getLogger(FileSms.class);

    private final Path folder;

    FileSms(Path folder) {
        this.folder = folder;
    }

    @Override
    public Delivery send(UUID ref, String mobile, String text) {
        try {
            Files.createDirectories(folder);
            var written = Files.createTempFile(folder, "sms-", ".part");
            Files.writeString(written, mobile + "\n\n" + text + "\n", UTF_8);
            Files.move(written, folder.resolve(ref + ".txt"), StandardCopyOption.ATOMIC_MOVE);
            return new Delivery.Taken();
        } catch (IOException failure) {
            LOG.warn("an SMS could not be written: {}", failure.getClass().getSimpleName());
            return new Delivery.NotNow(Obstacle.NOT_REACHED, null);
        }
    }
}
