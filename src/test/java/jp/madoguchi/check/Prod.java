package jp.madoguchi.check;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import jp.madoguchi.HeadlessBrowser;
import jp.madoguchi.RunningConsole;
import org.jooq.impl.DSL;

/**
 * A console as it is started in earnest, whatever it is told to be: production mode, no tools of developers in the jar or on a
 * page, actuator on the management port alone, nobody who could sign in before the first administrator was made, keys for their
 * owner alone. Source: SECURITY G31; from a clean machine it is check operate.
 */
final class Prod {

    private static final Pattern TOOLS_IN_THE_JAR = Pattern.compile(
            "vaadin-dev|dev-server|devtools|copilot|hilla|junit|mockito|playwright|browserless|spring-boot-test|archunit|/h2-");
    private static final Pattern TOOLS_ON_A_PAGE =
            Pattern.compile("dev-tools|devToolsConf|@vite|livereload|copilot|\"productionMode\":false");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Tally tally = new Tally();

    public static void main(String[] args) throws Exception {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        new Prod().run();
    }

    private void run() throws Exception {
        theJar();
        var data = Files.createTempDirectory(Path.of("target"), "check-");
        var management = RunningConsole.freePort();
        try (var console = RunningConsole.start(
                data,
                false,
                "--madoguchi.demo=false",
                "--vaadin.production-mode=false",
                "--vaadin.dev-mode.enabled=true",
                "--vaadin.devmode.live-reload.enabled=true",
                "--spring.devtools.restart.enabled=true",
                "--management.server.port=" + management)) {
            pages(console.url());
            actuator(console.url(), management);
            try (var superuser = console.connect("postgres")) {
                for (var table : List.of("staff", "staff_password", "staff_role", "member")) {
                    var there = DSL.using(superuser).fetchCount(DSL.table(DSL.name("madoguchi", table)));
                    tally.that(there == 0, "nobody is there from the beginning, in " + table + ": " + there);
                }
            }
            nobodySignsIn(console.url());
        }
        keys(data);
        tally.end();
    }

    private void theJar() throws Exception {
        try (var jar = new ZipFile(System.getProperty("madoguchi.jar"))) {
            var tools = jar.stream()
                    .map(entry -> entry.getName().toLowerCase(Locale.ROOT))
                    .filter(name -> TOOLS_IN_THE_JAR.matcher(name).find() && !name.contains("/paper/"))
                    .toList();
            tally.that(tools.isEmpty(), "tools of developers and tests in the jar: " + tools);
            tally.that(
                    jar.getEntry("META-INF/VAADIN/config/flow-build-info.json") != null,
                    "the pages were built when the jar was");
        }
    }

    private void pages(String url) throws Exception {
        var door = get(url + "/sign-in");
        tally.that(door.statusCode() == 200, "the door opens: " + door.statusCode());
        tally.that(!TOOLS_ON_A_PAGE.matcher(door.body()).find(), "no tools on the first page");
        var init = get(url + "/?v-r=init&location=sign-in&query=");
        tally.that(
                init.body().contains("\"productionMode\":true"),
                "the page is told that it is production: " + init.statusCode());
        tally.that(!TOOLS_ON_A_PAGE.matcher(init.body()).find(), "nor in what the page is told");
        for (var path : List.of(
                "/VAADIN/@vite/client",
                "/VAADIN/@fs/etc/passwd",
                "/VAADIN/generated/vaadin.ts",
                "/VAADIN/dev-bundle/config/stats.json",
                "/VAADIN/config/stats.json",
                "/VAADIN/config/flow-build-info.json",
                "/META-INF/VAADIN/config/stats.json",
                "/h2-console",
                "/copilot",
                "/?v-r=debug",
                "/?debug-window")) {
            var answer = get(url + path);
            tally.that(
                    answer.statusCode() >= 300 || path.startsWith("/?debug"),
                    path + " is nothing: " + answer.statusCode());
            tally.that(!TOOLS_ON_A_PAGE.matcher(answer.body()).find(), path + " brings no tools");
        }
        try (var browser = HeadlessBrowser.launch()) {
            var page = browser.newPage();
            page.navigate(url + "/sign-in");
            page.locator("input[name=username]").waitFor();
            tally.that(
                    page.locator("vaadin-dev-tools, copilot-main, vaadin-dev-tools-log")
                                    .count()
                            == 0,
                    "no tools in a browser");
            tally.that(
                    page.evaluate("() => Boolean(window.Vaadin?.developmentMode)")
                            .equals(false),
                    "the browser is in production, too");
        }
    }

    private void actuator(String url, int management) throws Exception {
        for (var path : List.of("/actuator", "/actuator/health", "/actuator/env", "/actuator/prometheus")) {
            var answer = get(url + path);
            tally.that(
                    answer.statusCode() != 200 && !answer.body().contains("\"status\""),
                    path + " is nothing on the console's port: " + answer.statusCode());
        }
        for (var path : List.of("/actuator/env", "/actuator/heapdump", "/actuator/loggers", "/actuator/configprops")) {
            var answer = get("http://127.0.0.1:" + management + path);
            tally.that(answer.statusCode() != 200, path + " is nothing on the management port: " + answer.statusCode());
        }
    }

    /** By the form and with every word that a demo or a default might know. */
    private void nobodySignsIn(String url) throws Exception {
        for (var name : List.of("admin", "clerk", "supervisor", "user", "root", "administrator", "madoguchi")) {
            for (var password : List.of(ViewDoors.PASSWORD, "admin", "password", "", name)) {
                var guess = new HeaderRules(tally, url, true, false);
                tally.that(guess.refused(name, password), "nobody signs in as " + name);
            }
        }
    }

    private void keys(Path data) throws Exception {
        try (var files = Files.walk(data.resolve("keys"))) {
            for (var file : files.toList()) {
                var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                tally.that(mode.endsWith("------"), file.getFileName() + " is for its owner alone: " + mode);
            }
        }
        var open = data.resolve("keys").resolve("second-factor.secret");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        try (var started = RunningConsole.start(data, false, "--madoguchi.demo=false")) {
            tally.that(false, "starts with a key that others may read: " + started.url());
        } catch (IllegalStateException refused) {
            tally.that(true, "does not start with a key that others may read");
        }
    }

    private HttpResponse<String> get(String address) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Accept", "text/html")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
