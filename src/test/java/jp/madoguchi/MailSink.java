package jp.madoguchi;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that keeps what it took, in the order in which it said yes, and may be told what to say to a recipient. */
public final class MailSink implements AutoCloseable {

    /** What it answers to an envelope; nothing = yes. */
    public interface Doorman {
        void let(String recipient) throws RejectException;
    }

    /** @param ref left half of the Message-ID */
    public record Mail(UUID ref, String to, String from, String subject, String body, String raw) {}

    private final List<Mail> taken = new CopyOnWriteArrayList<>();
    private volatile Doorman doorman = recipient -> {};
    private final SMTPServer server;

    public MailSink() {
        server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .messageHandlerFactory(Handler::new)
                .build();
        server.start();
    }

    public int port() {
        return server.getPortAllocated();
    }

    public void doorman(Doorman other) {
        doorman = other;
    }

    public List<Mail> taken() {
        return List.copyOf(taken);
    }

    public List<Mail> to(String address) {
        return taken.stream().filter(mail -> mail.to().equals(address)).toList();
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Handler implements MessageHandler {

        Handler(MessageContext context) {}

        @Override
        public void from(String sender) {}

        @Override
        public void recipient(String recipient) throws RejectException {
            doorman.let(recipient);
        }

        @Override
        public String data(InputStream data) throws IOException {
            taken.add(read(data.readAllBytes()));
            return null;
        }

        @Override
        public void done() {}
    }

    private static String sender(InternetAddress from) {
        return from.getPersonal() + " <" + from.getAddress() + ">";
    }

    private static Mail read(byte[] raw) throws IOException {
        try {
            var message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
            return new Mail(
                    UUID.fromString(message.getMessageID().replaceAll("^<|@.*$", "")),
                    InternetAddress.toUnicodeString(message.getRecipients(Message.RecipientType.TO)),
                    sender((InternetAddress) message.getFrom()[0]),
                    message.getSubject(),
                    String.valueOf(message.getContent()).replace("\r\n", "\n"),
                    new String(raw, US_ASCII));
        } catch (MessagingException unreadable) {
            throw new IOException(unreadable);
        }
    }
}
