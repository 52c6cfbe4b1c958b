package jp.madoguchi.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jp.madoguchi.RunningConsole;

/**
 * Headers and cookies of every view, file and refusal, to nobody and to staff, plain and as through a proxy that ends TLS,
 * in the demo and outside it; what is no HTTP; and whom the management port answers.
 */
class Headers {

    private static final String PASSWORD = "madoguchi-demo-2026";

    public static void main(String[] args) throws Exception {
        var tally = new Tally();
        var data = Files.createTempDirectory(Path.of("target"), "check-");
        var management = RunningConsole.freePort();
        try (var demo = RunningConsole.start(
                        data, false, "--madoguchi.demo.members=10", "--management.server.port=" + management);
                var earnest = RunningConsole.start(
                        data,
                        false,
                        "--madoguchi.demo=false",
                        "--vaadin.production-mode=false",
                        "--server.servlet.session.cookie.name=mine",
                        "--server.servlet.session.cookie.http-only=false",
                        "--spring.datasource.url=" + demo.jdbcUrl(),
                        "--spring.datasource.username=console_app")) {
            tally.progress("addresses of views: " + HeaderRules.views());
            for (var tls : List.of(false, true)) {
                var nobody = new HeaderRules(tally, demo.url(), tls, true);
                nobody.everything(false);
                tally.progress((tls ? "by TLS" : "plain") + ", nobody: " + nobody.statuses());
                var clerk = new HeaderRules(tally, demo.url(), tls, true);
                clerk.signIn("clerk", PASSWORD);
                clerk.everything(true);
                clerk.signOut();
                tally.progress((tls ? "by TLS" : "plain") + ", a clerk: " + clerk.statuses());
            }
            var outside = new HeaderRules(tally, earnest.url(), true, false);
            outside.everything(false);
            tally.progress("outside the demo: " + outside.statuses());
            managementAnswersThisMachineAlone(tally, management);
            brokenRequests(tally, demo);
        }
        tally.end();
    }

    private static void managementAnswersThisMachineAlone(Tally tally, int port) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            for (var path : List.of(
                    "/actuator/health",
                    "/actuator/health/liveness",
                    "/actuator/health/readiness",
                    "/actuator/prometheus")) {
                tally.that(status(http, port, path) == 200, path + " answers on the management port");
            }
            for (var path : List.of(
                    "/actuator",
                    "/actuator/env",
                    "/actuator/beans",
                    "/actuator/heapdump",
                    "/actuator/loggers",
                    "/actuator/shutdown",
                    "/actuator/mappings",
                    "/actuator/configprops",
                    "/actuator/sbom",
                    "/members",
                    "/")) {
                var status = status(http, port, path);
                tally.that(
                        status == 404 || status == 302 || status == 401,
                        path + " is nothing on the management port: " + status);
            }
        }
        var addresses = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        for (var address : addresses) {
            tally.that(!answers(address, port), "the management port answers at " + address.getHostAddress());
        }
        tally.progress("addresses beyond this machine that were tried: " + addresses.size());
    }

    private static int status(HttpClient http, int port, String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static boolean answers(InetAddress address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** What the web server refuses before any page of ours is asked: nothing but a status and nothing about the inside. */
    private static void brokenRequests(Tally tally, RunningConsole console) throws IOException {
        var port = URI.create(console.url()).getPort();
        for (var request : List.of(
                "GET /<script> HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /%2e%2e/ui/console.css HTTP/1.1\r\nHost: x\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n",
                "NONSENSE\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n")) {
            var answer = raw(port, request);
            var first = answer.lines().findFirst().orElse("(the connection was closed)");
            tally.that(
                    !answer.contains("Tomcat")
                            && !answer.contains("Exception")
                            && !answer.contains("Server:")
                            && !answer.contains("at org."),
                    "nothing about the inside: " + answer);
            tally.progress(request.substring(0, Math.min(30, request.indexOf('\r'))) + " -> " + first);
        }
    }

    private static String raw(int port, String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(3000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (java.net.SocketException reset) {
            return "";
        }
    }
}
