package jp.madoguchi.message;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands e-mails to the mail server by SMTP. The Message-ID comes from the row, so that a double is known as one. */
final class MailCarrier {

    private static final Logger LOG = LoggerFactory.getLogger(MailCarrier.class);
    private static final String TIMEOUT_MILLIS = "10000";
    private static final int REFUSED_FROM = 500;
    private static final int DEFERRED_FROM = 400;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern PLAIN = Pattern.compile("\\p{Graph}+");
    private static final Pattern DOTS = Pattern.compile("\\.\\.|^\\.|\\.$");

    private final MailSettings settings;
    private final Clock clock;

    MailCarrier(MailSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** @param time the connection is cut when it is over, whatever the server is saying */
    Delivery send(Letter letter, Duration time) {
        try (var deadline = new Deadline(time)) {
            var session = Session.getInstance(properties(deadline));
            MimeMessage message;
            Address[] to;
            try {
                to = new Address[] {address(letter.to())};
                message = message(session, letter, to);
            } catch (MessagingException unusable) {
                return new Delivery.Never(Obstacle.BAD_ADDRESS, null);
            }
            var transport =
                    new SMTPTransport(session, new URLName("smtp", settings.host(), settings.port(), null, null, null));
            try {
                transport.connect(
                        settings.host(),
                        settings.port(),
                        nullIfEmpty(settings.user()),
                        nullIfEmpty(settings.password()));
            } catch (MessagingException unreachable) {
                LOG.warn("the mail server is not reached, reply {}", transport.getLastReturnCode());
                return new Delivery.NotNow(Obstacle.NOT_REACHED, reply(transport));
            }
            return hand(transport, message, to);
        }
    }

    private static Delivery hand(SMTPTransport transport, MimeMessage message, Address[] to) {
        try {
            transport.sendMessage(message, to);
            return new Delivery.Taken();
        } catch (MessagingException refused) {
            var code = transport.getLastReturnCode();
            if (code >= REFUSED_FROM) {
                return new Delivery.Never(Obstacle.REFUSED, code);
            }
            return code >= DEFERRED_FROM
                    ? new Delivery.NotNow(Obstacle.DEFERRED, code)
                    : new Delivery.NotNow(Obstacle.NOT_REACHED, null);
        } finally {
            leave(transport);
        }
    }

    private static void leave(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException gone) {
            LOG.debug("the mail server left first");
        }
    }

    private MimeMessage message(Session session, Letter letter, Address[] to) throws MessagingException {
        var subject = letter.subject();
        if (subject == null || CONTROL.matcher(subject).find()) {
            throw new AddressException("a subject is one line");
        }
        var message = new Named(session, messageId(letter.ref()));
        message.setFrom(sender());
        message.setRecipients(Message.RecipientType.TO, to);
        if (!settings.replyTo().isEmpty()) {
            message.setReplyTo(new Address[] {new InternetAddress(settings.replyTo(), true)});
        }
        message.setSubject(subject, "UTF-8");
        message.setText(letter.body(), "UTF-8");
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    private InternetAddress sender() throws AddressException {
        var from = new InternetAddress(settings.from(), true);
        try {
            from.setPersonal(from.getPersonal(), "UTF-8");
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
        return from;
    }

    private String messageId(UUID ref) {
        return "<" + ref + "@" + settings.domain() + ">";
    }

    /** Old mobile addresses with dots side by side or at the end are sent quoted, as RFC 5321 wants them. */
    private static InternetAddress address(String typed) throws AddressException {
        if (!PLAIN.matcher(typed).matches()) {
            throw new AddressException("an address is letters, digits and signs");
        }
        var at = typed.lastIndexOf('@');
        var local = at < 0 ? "" : typed.substring(0, at);
        return DOTS.matcher(local).find()
                ? new InternetAddress("\"" + local + "\"" + typed.substring(at), true)
                : new InternetAddress(typed, true);
    }

    private Properties properties(Deadline deadline) {
        var properties = new Properties();
        var tls = String.valueOf(settings.wantsTls());
        properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.localhost", settings.domain());
        properties.setProperty("mail.smtp.auth", String.valueOf(!settings.user().isEmpty()));
        properties.setProperty("mail.smtp.starttls.enable", tls);
        properties.setProperty("mail.smtp.starttls.required", tls);
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.socketFactory", deadline);
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        return properties;
    }

    private static @Nullable Integer reply(SMTPTransport transport) {
        var code = transport.getLastReturnCode();
        return code >= DEFERRED_FROM ? code : null;
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    private static final class Named extends MimeMessage {

        private final String id;

        Named(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
