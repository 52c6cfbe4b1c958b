package jp.madoguchi.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import jp.madoguchi.MailSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailCarrierTest {

    private static final MailSettings SETTINGS =
            new MailSettings("127.0.0.1", 0, "", "", "会員サービス窓口 <no-reply@example.jp>", "desk@example.jp", "example.jp");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.com\r\nBcc: thief@example.com",
                "a@example.com,thief@example.com",
                "a\n@example.com",
                "no-address",
                "漢字@example.com"
            })
    void an_address_that_is_more_than_one_address_is_refused(String to) {
        try (var sink = new MailSink()) {
            assertThat(carrier(sink.port()).send(letter(to, "件名", "本文"), Duration.ofSeconds(20)))
                    .isEqualTo(new Delivery.Never(Obstacle.BAD_ADDRESS, null));
            assertThat(sink.taken()).isEmpty();
        }
    }

    @Test
    void a_subject_of_more_than_one_line_is_refused() {
        try (var sink = new MailSink()) {
            assertThat(carrier(sink.port())
                            .send(
                                    letter("a@example.com", "件名\r\nBcc: thief@example.com", "本文"),
                                    Duration.ofSeconds(20)))
                    .isEqualTo(new Delivery.Never(Obstacle.BAD_ADDRESS, null));
            assertThat(sink.taken()).isEmpty();
        }
    }

    @Test
    void a_body_stays_a_body() {
        var body = "一行目\n\nBcc: thief@example.com\n.\nQUIT\n髙𠮷 〜 ①\n";
        try (var sink = new MailSink()) {
            assertThat(carrier(sink.port()).send(letter("a@example.com", "件名 髙𠮷", body), Duration.ofSeconds(20)))
                    .isEqualTo(new Delivery.Taken());
            var mail = sink.taken().getFirst();
            assertThat(mail.to()).isEqualTo("a@example.com");
            assertThat(mail.from()).isEqualTo("会員サービス窓口 <no-reply@example.jp>");
            assertThat(mail.subject()).isEqualTo("件名 髙𠮷");
            assertThat(mail.body()).isEqualTo(body);
            assertThat(mail.raw()).contains("Reply-To: desk@example.jp");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b@example.com", "a.@example.com"})
    void old_mobile_addresses_with_their_dots_are_reached(String to) {
        try (var sink = new MailSink()) {
            assertThat(carrier(sink.port()).send(letter(to, "件名", "本文"), Duration.ofSeconds(20)))
                    .isEqualTo(new Delivery.Taken());
        }
    }

    /** One byte a moment keeps every single read within its time-out. */
    @Test
    void a_server_that_never_comes_to_the_point_is_left_when_the_time_is_over() throws IOException {
        try (var slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> drip(slow));
            var started = System.nanoTime();
            assertThat(carrier(slow.getLocalPort()).send(letter("a@example.com", "件名", "本文"), Duration.ofSeconds(1)))
                    .isEqualTo(new Delivery.NotNow(Obstacle.NOT_REACHED, null));
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void beyond_this_machine_nothing_goes_without_TLS() {
        assertThat(SETTINGS.wantsTls()).isFalse();
        assertThat(SETTINGS.at("192.0.2.1", 25).wantsTls()).isTrue();
        assertThat(SETTINGS.at("mail.invalid", 25).wantsTls()).isTrue();
    }

    private static void drip(ServerSocket server) {
        try (var client = server.accept()) {
            while (true) {
                client.getOutputStream().write('2');
                client.getOutputStream().flush();
                LockSupport.parkNanos(100_000_000L);
            }
        } catch (IOException left) {
            // The other side hung up.
        }
    }

    private static MailCarrier carrier(int port) {
        return new MailCarrier(SETTINGS.at("127.0.0.1", port), Clock.systemUTC());
    }

    private static Letter letter(String to, String subject, String body) {
        return new Letter(UUID.randomUUID(), MessageChannel.MAIL, to, subject, body);
    }
}
