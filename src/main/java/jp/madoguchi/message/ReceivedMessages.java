package jp.madoguchi.message;

import jakarta.annotation.security.RolesAllowed;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import jp.madoguchi.core.Permission;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** In the demo, what its mail server and its SMS folder got. Elsewhere there is nothing to read. */
@Service
@RolesAllowed(Permission.STAFF_ADMIN)
class ReceivedMessages {

    private static final int SHOWN = 30;

    private final ObjectProvider<LocalMailServer> local;

    ReceivedMessages(ObjectProvider<LocalMailServer> local) {
        this.local = local;
    }

    public boolean isDemo() {
        return local.getIfAvailable() != null;
    }

    /** The latest first. */
    public List<ReceivedMessage> latest() {
        var demo = local.getIfAvailable();
        if (demo == null) {
            return List.of();
        }
        return Stream.concat(
                        files(demo.mailFolder(), ".eml").map(ReceivedMessages::mail),
                        files(demo.smsFolder(), ".txt").map(ReceivedMessages::sms))
                .sorted(Comparator.comparing(ReceivedMessage::at).reversed())
                .limit(SHOWN)
                .toList();
    }

    private static Stream<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (var all = Files.list(folder)) {
            return all
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted(Comparator.comparing(ReceivedMessages::writtenAt).reversed())
                    .limit(SHOWN)
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ReceivedMessage mail(Path file) {
        try (var data = Files.newInputStream(file)) {
            var message = new MimeMessage(Session.getInstance(new Properties()), data);
            var to = InternetAddress.toUnicodeString(message.getRecipients(Message.RecipientType.TO));
            return new ReceivedMessage(
                    writtenAt(file),
                    MessageChannel.MAIL,
                    to,
                    message.getMessageID(),
                    message.getSubject(),
                    String.valueOf(message.getContent()));
        } catch (IOException | MessagingException unreadable) {
            throw new IllegalStateException(file.toString(), unreadable);
        }
    }

    private static ReceivedMessage sms(Path file) {
        try {
            var parts = Files.readString(file).split("\n\n", 2);
            return new ReceivedMessage(writtenAt(file), MessageChannel.SMS, parts[0], null, null, parts[1]);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Instant writtenAt(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            return Instant.EPOCH;
        }
    }
}
