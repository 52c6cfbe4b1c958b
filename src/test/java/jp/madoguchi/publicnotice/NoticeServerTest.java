package jp.madoguchi.publicnotice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static jp.madoguchi.publicnotice.Samples.NOON;
import static jp.madoguchi.publicnotice.Samples.facts;
import static jp.madoguchi.publicnotice.Samples.inEnglish;
import static jp.madoguchi.publicnotice.Samples.outage;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The listener on a real socket. */
class NoticeServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int TOO_MANY = 20;

    private final Editions editions = new Editions(() -> NOON);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private NoticeServer server;

    @BeforeEach
    void open() throws Exception {
        editions.take(facts(inEnglish(outage("ATMの障害"), "ATMs are down", "No ATM works.")));
        server = NoticeServer.start("127.0.0.1", 0, editions, PATIENCE);
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        http.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "/notices | - | ja",
                "/notices | en-US,en;q=0.9,ja;q=0.8 | en",
                "/notices | ja,en;q=0.5 | ja",
                "/notices | fr | ja",
                "/notices | ;;;=x | ja",
                "/notices?lang=en | ja | en",
                "/notices?lang=ja | en | ja",
                "/notices?lang=xx | en | en",
                "/notices?utm=1&lang=en | - | en",
            })
    void the_page_is_in_the_language_that_is_asked_for(String path, String accepted, String language) throws Exception {
        var answer = accepted == null ? get(path) : get(path, "Accept-Language", accepted);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer)).contains("<html lang=\"" + language + "\">");
        assertThat(header(answer, "Content-Language")).isEqualTo(language);
        assertThat(header(answer, "Vary")).contains("Accept-Language").contains("Accept-Encoding");
        assertThat(header(answer, "Content-Type")).isEqualTo("text/html;charset=utf-8");
    }

    @Test
    void the_feed_is_JSON_in_both_languages() throws Exception {
        var answer = get("/notices.json");

        assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
        assertThat(header(answer, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(text(answer)).contains("ATMの障害", "ATMs are down", "\"shownFrom\":\"2026-03-10T03:00:00Z\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/notices", "/notices.json"})
    void compressed_it_is_the_same_under_another_tag(String path) throws Exception {
        var plain = get(path);
        var packed = get(path, "Accept-Encoding", "br, gzip;q=0.5");

        assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
        try (var content = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(content.readAllBytes()).isEqualTo(plain.body());
        }
        assertThat(header(packed, "ETag")).isNotEqualTo(header(plain, "ETag")).startsWith("\"");
        assertThat(get(path, "Accept-Encoding", "gzip;q=0").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void who_has_it_already_is_told_so() throws Exception {
        var first = get("/notices");
        var tag = header(first, "ETag");
        var changed = header(first, "Last-Modified");

        assertThat(changed).isEqualTo("Tue, 10 Mar 2026 03:00:00 GMT");
        for (var known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            var again = get("/notices", "If-None-Match", known);
            assertThat(again.statusCode()).as(known).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(header(again, "ETag")).isEqualTo(tag);
            assertThat(header(again, "Cache-Control")).isEqualTo("public, max-age=5");
        }
        assertThat(get("/notices", "If-Modified-Since", changed).statusCode()).isEqualTo(304);
        assertThat(get("/notices", "If-Modified-Since", "Tue, 10 Mar 2026 02:59:59 GMT")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/notices", "If-Modified-Since", "yesterday").statusCode())
                .isEqualTo(200);
        assertThat(get("/notices", "If-None-Match", "\"other\"", "If-Modified-Since", changed)
                        .statusCode())
                .as("the tag is the stronger word")
                .isEqualTo(200);
        assertThat(get("/notices", "If-None-Match", tag, "Accept-Encoding", "gzip")
                        .statusCode())
                .as("other bytes")
                .isEqualTo(200);
    }

    @Test
    void every_answer_forbids_what_a_page_of_text_does_not_need() throws Exception {
        for (var path : List.of("/notices", "/notices.json", "/nothing")) {
            var answer = get(path);
            assertThat(header(answer, "Content-Security-Policy"))
                    .startsWith("default-src 'none'; style-src 'sha256-")
                    .contains("frame-ancestors 'none'");
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "server", "x-powered-by");
        }
    }

    @Test
    void a_HEAD_has_the_headers_alone() throws Exception {
        var head = send("HEAD", "/notices");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Content-Length")).isEqualTo(header(get("/notices"), "Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/notices/",
                "/notices.",
                "/notices.json/",
                "/%6eotices",
                "/notices;x=1",
                "/sign-in",
                "/ui/console.css",
                "/actuator/health",
                "/VAADIN/",
                "/notices/../notices",
                "//notices"
            })
    void nothing_else_answers(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .matches(answer -> answer.startsWith("HTTP/1.1 404 ") || answer.startsWith("HTTP/1.1 400 "), path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"})
    void nothing_can_be_done_but_read(String method) throws IOException {
        assertThat(raw(method + " /notices HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ")
                .contains("Allow: GET, HEAD");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | 400",
                "GET /notices HTTP/9.9 | 505",
                "GET /notices%zz HTTP/1.1 | 400",
                "GET /notices HTTP/1.1\\nHost: x\\nHost: y | 400",
                "GET /notices HTTP/1.1\\nHost: x\\nContent-Length: 1\\nContent-Length: 2 | 400",
            })
    void what_is_no_request_is_refused_without_a_word_about_the_server(String head, int status) throws IOException {
        assertThat(raw(head.replace("\\n", "\r\n") + "\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status + " ")
                .doesNotContainIgnoringCase("jetty")
                .doesNotContainIgnoringCase("java")
                .doesNotContainIgnoringCase("<html");
    }

    @Test
    void a_head_of_more_than_8_KB_is_refused() throws IOException {
        var request = "GET /notices HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Padding: ";

        assertThat(raw(request + "a".repeat(7_000) + "\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        assertThat(raw(request + "a".repeat(9_000) + "\r\n\r\n")).startsWith("HTTP/1.1 431 ");
    }

    /** A body that never comes does not keep anybody waiting. */
    @Test
    @Timeout(20)
    void a_body_is_not_waited_for() throws IOException {
        assertThat(raw("POST /notices HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ");
    }

    @Test
    @Timeout(30)
    void a_head_that_never_ends_is_cut_off_however_it_drips() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            var out = socket.getOutputStream();
            out.write("GET /notices HTTP/1.1\r\n".getBytes(ISO_8859_1));
            socket.setSoTimeout(200);
            var end = -2;
            while (end == -2) {
                try {
                    out.write("X: y\r\n".getBytes(ISO_8859_1));
                    end = socket.getInputStream().read();
                } catch (SocketTimeoutException still) {
                    end = -2;
                } catch (IOException reset) {
                    end = -1;
                }
            }
            assertThat(end).isEqualTo(-1);
        }
    }

    @Test
    @Timeout(60)
    void four_answer_two_hundred_wait_and_the_next_is_told_to_come_back() throws Exception {
        var held = new CountDownLatch(1);
        var gate = new AtomicReference<>(new CountDownLatch(0));
        var slow = new Editions(() -> {
            await(gate.get());
            return NOON;
        });
        slow.take(facts(outage("ATMの障害")));
        gate.set(held);
        try (var crowded = NoticeServer.start("127.0.0.1", 0, slow, Duration.ofMinutes(1))) {
            var sockets = new ArrayList<Socket>();
            for (var i = 0; i < NoticeServer.THREADS + NoticeServer.QUEUE + TOO_MANY; i++) {
                sockets.add(ask(crowded.port()));
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> sockets.stream()
                                    .filter(NoticeServerTest::isAnswered)
                                    .count()
                            == TOO_MANY);
            held.countDown();
            var answers = sockets.stream().map(NoticeServerTest::read).toList();
            assertThat(answers)
                    .filteredOn(answer -> answer.startsWith("HTTP/1.1 503 "))
                    .hasSize(TOO_MANY)
                    .allSatisfy(answer -> assertThat(answer).contains("Retry-After: 2"));
            assertThat(answers)
                    .filteredOn(answer -> answer.startsWith("HTTP/1.1 200 "))
                    .hasSize(NoticeServer.THREADS + NoticeServer.QUEUE);
        }
    }

    @Test
    void many_at_once_get_the_same() {
        var answers = IntStream.range(0, 200)
                .mapToObj(i ->
                        http.sendAsync(request("GET", "/notices").build(), HttpResponse.BodyHandlers.ofByteArray()))
                .toList()
                .stream()
                .map(answer -> new String(answer.join().body(), UTF_8))
                .distinct()
                .toList();

        assertThat(answers).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Socket ask(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream()
                .write("GET /notices HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1));
        return socket;
    }

    private static boolean isAnswered(Socket socket) {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String read(Socket socket) {
        try (socket) {
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String raw(String request) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        return read(socket);
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        var request = request("GET", path);
        return http.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> send(String method, String path) throws Exception {
        return http.send(request(method, path).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String method, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), UTF_8);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow(() -> new AssertionError(name + " is missing"));
    }
}
