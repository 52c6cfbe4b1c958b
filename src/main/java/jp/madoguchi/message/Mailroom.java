package jp.madoguchi.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the sending together: by the mail server of the settings, or in the demo by one that keeps what it gets. */
@Configuration(proxyBeanMethods = false)
class Mailroom {

    @Bean
    MailSettings mailSettings(
            @Value("${madoguchi.mail.host}") String host,
            @Value("${madoguchi.mail.port}") int port,
            @Value("${madoguchi.mail.user}") String user,
            @Value("${madoguchi.mail.password}") String password,
            @Value("${madoguchi.mail.from}") String from,
            @Value("${madoguchi.mail.reply-to}") String replyTo,
            @Value("${madoguchi.mail.domain}") String domain) {
        return new MailSettings(host, port, user, password, from, replyTo, domain);
    }

    @Bean
    @ConditionalOnProperty(name = "madoguchi.demo", havingValue = "true")
    LocalMailServer localMailServer(
            @Value("${madoguchi.database.directory}") String directory,
            @Value("${madoguchi.sms.directory}") String sms,
            Clock clock)
            throws IOException {
        var folder = directory.isEmpty() ? Files.createTempDirectory("madoguchi-") : Path.of(directory);
        return new LocalMailServer(folder.resolve("mail"), sms.isEmpty() ? folder.resolve("sms") : Path.of(sms), clock);
    }

    @Bean
    Sender sender(
            Claims claims,
            MailSettings settings,
            ObjectProvider<LocalMailServer> local,
            @Value("${madoguchi.sms.directory}") String sms,
            @Value("${madoguchi.mail.senders}") int senders,
            Clock clock) {
        var demo = local.getIfAvailable();
        if (!settings.isGiven() && demo != null) {
            return new Sender(
                    claims,
                    new MailCarrier(settings.at("127.0.0.1", demo.port()), clock),
                    new FileSms(demo.smsFolder()),
                    senders);
        }
        if (!settings.isGiven()) {
            LoggerFactory.getLogger(Mailroom.class).warn("no mail server is set: messages to members wait");
        }
        return new Sender(
                claims,
                new MailCarrier(settings, clock),
                sms.isEmpty() ? noSms() : new FileSms(Path.of(sms)),
                settings.isGiven() ? senders : 0);
    }

    private static SmsPort noSms() {
        return (ref, mobile, text) -> new Delivery.NotNow(Obstacle.NOT_REACHED, null);
    }
}
