package jp.madoguchi.check;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jp.madoguchi.HeadlessBrowser;
import jp.madoguchi.RunningConsole;
import jp.madoguchi.ServiceJourney;
import org.springframework.util.FileSystemUtils;

/**
 * The first chapter of docs/operate.md, run as it is written: its blocks are one script, of which only the first, the values
 * to choose, is replaced. It runs as an ordinary user in an empty folder and ends with the first administrator, who begins by
 * the link, joins an authenticator app and sees the first page through nginx. Needs PostgreSQL and nginx, openssl and curl.
 */
class Operate {

    private static final Path DOCUMENT = Path.of("docs/operate.md");
    private static final String CHAPTER = "## From a clean machine to a signed-in page";
    private static final Pattern BLOCK = Pattern.compile("^```sh\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final String HOST = "console.example";
    private static final String PASSWORD = "kaze-no-tayori 7 nagareboshi";
    private static final String NOBODY = "65534";
    private static final long PATIENCE_MINUTES = 15;

    private final Tally tally;
    private final Path place;
    private final Map<String, String> values = new HashMap<>();

    public static void main(String[] args) throws Exception {
        var tally = new Tally();
        var place = Files.createTempDirectory(Path.of("/tmp"), "madoguchi-operate-");
        var check = new Operate(tally, place);
        try {
            tally.prove("from the package to pages through nginx", check::setUp);
            tally.prove("the first administrator begins", check::goIn);
        } finally {
            check.end();
        }
        tally.end();
    }

    private Operate(Tally tally, Path place) throws IOException {
        this.tally = tally;
        this.place = place;
        values.put("place", place.toString());
        values.put(
                "package", place.resolveSibling(place.getFileName() + ".tar.gz").toString());
        values.put("host", HOST);
        values.put("notices_host", "www.example");
        for (var port : List.of("tls_port", "console_port", "management_port", "notices_port")) {
            values.put(port, Integer.toString(RunningConsole.freePort()));
        }
        values.put("database", "jdbc:postgresql://127.0.0.1:" + RunningConsole.freePort() + "/madoguchi");
        values.put("postgres", newestPostgres().toString());
    }

    private static Path newestPostgres() throws IOException {
        try (var versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .reduce((first, second) -> number(first) > number(second) ? first : second)
                    .orElseThrow();
        }
    }

    private static int number(Path bin) {
        return Integer.parseInt(bin.getParent().getFileName().toString());
    }

    static List<String> blocks() throws IOException {
        var document = Files.readString(DOCUMENT);
        var from = document.indexOf(CHAPTER);
        var chapter = document.substring(from, document.indexOf("\n## ", from + 1));
        return BLOCK.matcher(chapter).results().map(block -> block.group(1)).toList();
    }

    private void setUp() throws Exception {
        var packed = Path.of("target/madoguchi.tar.gz");
        var jar = Path.of(System.getProperty("madoguchi.jar"));
        if (!Files.exists(packed) || Files.getLastModifiedTime(packed).compareTo(Files.getLastModifiedTime(jar)) < 0) {
            tally.progress("packing");
            Files.deleteIfExists(packed);
            tally.that(run(Path.of("."), Map.of(), List.of("script/package")) == 0, "script/package ends well");
        }
        Files.copy(packed, Path.of(values.get("package")));
        Files.setPosixFilePermissions(Path.of(values.get("package")), PosixFilePermissions.fromString("rw-r--r--"));
        var blocks = blocks();
        tally.that(
                chosen(blocks.getFirst()).equals(values.keySet()),
                "the first block gives exactly the values that are replaced");
        var script = new StringBuilder("set -eu\n");
        values.forEach(
                (name, value) -> script.append(name).append("='").append(value).append("'\n"));
        var number = 1;
        for (var block : blocks.subList(1, blocks.size())) {
            script.append("echo \"block ")
                    .append(++number)
                    .append(" at second $SECONDS\"\n")
                    .append(block);
        }
        script.append("echo \"done at second $SECONDS\"\n");
        var file = place.resolveSibling(place.getFileName() + ".sh");
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        own(place);
        tally.that(
                run(place, environment(), asOrdinaryUser("bash", file.toString())) == 0,
                "the " + blocks.size() + " blocks of " + DOCUMENT + " run as written");
        tally.that(Files.readString(place.resolve("health.json")).contains("\"UP\""), "the console is ready");
        tally.that(
                Files.readString(place.resolve("page.html")).contains("<html"), "the sign-in page comes through nginx");
        tally.that(Files.readString(place.resolve("notices.html")).contains("お知らせ"), "the notices come through nginx");
        secretsAreKept();
    }

    private static Set<String> chosen(String block) {
        return Pattern.compile("(?:^| )([a-z_]+)=", Pattern.MULTILINE)
                .matcher(block)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    /** Files for their owner alone, and no password on a command line or in the log. */
    private void secretsAreKept() throws IOException {
        try (var files = Files.walk(place.resolve("secrets"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                tally.that(mode.endsWith("------"), file + " is " + mode);
                var secret = Files.readString(file).strip();
                tally.that(!Files.readString(place.resolve("console.log")).contains(secret), "no secret in the log");
                tally.that(
                        ProcessHandle.allProcesses()
                                .noneMatch(process ->
                                        process.info().commandLine().orElse("").contains(secret)),
                        "no secret on a command line");
            }
        }
    }

    private void own(Path folder) throws IOException {
        if (!isRoot()) {
            return;
        }
        var users = folder.getFileSystem().getUserPrincipalLookupService();
        var view = Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        view.setOwner(users.lookupPrincipalByName("nobody"));
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static List<String> asOrdinaryUser(String... command) {
        var whole = new ArrayList<String>();
        if (isRoot()) {
            whole.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        whole.addAll(List.of(command));
        return whole;
    }

    /** A fresh one: the tools of the system, a JDK on the path, nothing of whoever runs the check. */
    private Map<String, String> environment() {
        return Map.of(
                "PATH",
                Path.of(System.getProperty("java.home"), "bin") + ":/usr/sbin:/usr/bin:/sbin:/bin",
                "HOME",
                place.toString(),
                "LANG",
                "C.UTF-8");
    }

    private static int run(Path folder, Map<String, String> environment, List<String> command) throws Exception {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT);
        if (!environment.isEmpty()) {
            builder.environment().clear();
            builder.environment().putAll(environment);
        }
        var process = builder.start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroy();
            return -1;
        }
        return process.exitValue();
    }

    private void goIn() throws Exception {
        var link = Files.readAllLines(place.resolve("first-admin.txt")).stream()
                .filter(line -> line.startsWith("/start/"))
                .findFirst()
                .orElseThrow();
        try (var browser = HeadlessBrowser.launch("--host-resolver-rules=MAP " + HOST + " 127.0.0.1")) {
            var context = browser.newContext(new Browser.NewContextOptions()
                    .setBaseURL("https://" + HOST + ":" + values.get("tls_port"))
                    .setIgnoreHTTPSErrors(true)
                    .setLocale("ja-JP")
                    .setTimezoneId("Asia/Tokyo")
                    .setViewportSize(1440, 900));
            var page = context.newPage();
            page.navigate(link);
            page.getByLabel("新しいパスワード", new Page.GetByLabelOptions().setExact(true))
                    .fill(PASSWORD);
            page.getByLabel("新しいパスワード(確認)").fill(PASSWORD);
            ServiceJourney.button(page, "設定する").click();
            page.waitForURL(url -> url.contains("sign-in"));
            page.getByLabel("サインイン名").fill("admin");
            page.locator("input[name=password]").fill(PASSWORD);
            page.keyboard().press("Enter");
            AuthenticatorApp.join(page);
            page.waitForURL(url -> !url.contains("second-factor") && !url.contains("sign-in"));
            var title = page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
            title.waitFor();
            tally.that(
                    title.textContent().contains("管理 太郎") || title.textContent().contains("ホーム"),
                    "the first page: " + title.textContent());
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/operate.png")));
            var cookies = context.cookies();
            tally.that(
                    cookies.size() == 1
                            && cookies.getFirst().name.equals("__Host-madoguchi")
                            && cookies.getFirst().secure
                            && cookies.getFirst().httpOnly,
                    "one cookie, for TLS alone: "
                            + cookies.stream().map(cookie -> cookie.name).toList());
            tally.that(
                    (Boolean)
                            page.evaluate(
                                    "() => performance.getEntriesByType('resource').every(r => r.name.startsWith(location.origin))"),
                    "nothing comes from elsewhere");
        }
    }

    private void end() throws Exception {
        for (var file : List.of("console.pid", "nginx.pid", "postgres/postmaster.pid")) {
            var path = place.resolve(file);
            if (Files.exists(path)) {
                ProcessHandle.of(Long.parseLong(
                                Files.readAllLines(path).getFirst().strip()))
                        .ifPresent(process -> {
                            process.destroy();
                            process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
                        });
            }
        }
        try (var beside = Files.list(place.getParent())) {
            beside.filter(path -> path.getFileName()
                            .toString()
                            .startsWith(place.getFileName().toString()))
                    .forEach(Operate::remove);
        }
    }

    private static void remove(Path path) {
        try {
            FileSystemUtils.deleteRecursively(path);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
