package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import jp.madoguchi.Hands;
import jp.madoguchi.HeadlessBrowser;
import jp.madoguchi.RunningConsole;
import jp.madoguchi.Scene;
import jp.madoguchi.ServiceJourney;
import jp.madoguchi.bench.Latency;
import jp.madoguchi.bench.SearchTab;
import jp.madoguchi.bench.UidlClient;
import jp.madoguchi.core.Role;
import jp.madoguchi.notice.EmergencyKeys;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * The notices on two nodes: how soon a new row is on both public pages; how long an admin takes from "new" to both by keyboard, and
 * how soon the banner is on the consoles of both; requests a second beside nginx with the same
 * bytes as a file; the console beside 2,000 readers a second, and its heap; the readers beside eight busy people; the page
 * while the database is away. Argument: how many seconds each part lasts (60). Needs nginx and wrk.
 */
final class NoticeLoad {

    private static final int POSTS = 50;
    private static final int ROUNDS = 5;
    private static final int READERS_PER_SECOND = 2_000;
    private static final int CONNECTIONS = 32;
    private static final int BUSY = 8;
    private static final long MOST_HEAP = 32L << 20;
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE_OF_A_PERSON = Duration.ofMillis(50);
    private static final String PASSWORD = "madoguchi-demo-2026";

    private final Tally tally;
    private final Duration lasts;
    private final RunningConsole host;
    private final RunningConsole node;
    private final DSLContext superuser;
    private final Scene scene;
    private final HttpClient http = HttpClient.newHttpClient();

    public static void main(String[] args) throws Exception {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        var lasts = Duration.ofSeconds(args.length > 0 ? Integer.parseInt(args[0]) : 60);
        var tally = new Tally();
        var data = Files.createTempDirectory(Path.of("target"), "check-");
        try (var host = RunningConsole.start(
                        data, true, "--madoguchi.demo.members=1000", "--madoguchi.public-port=" + freePort());
                var node = RunningConsole.start(
                        data,
                        true,
                        "--spring.datasource.url=" + host.jdbcUrl(),
                        "--spring.datasource.username=console_app",
                        "--madoguchi.public-port=" + freePort());
                var superuser = host.connect("postgres");
                var memberSite = host.connect("member_site")) {
            var check = new NoticeLoad(tally, lasts, host, node, DSL.using(superuser), DSL.using(memberSite));
            tally.prove("a new notice is on both nodes", check::posting);
            tally.prove("an emergency from the keyboard to both nodes", check::byKeyboard);
            tally.prove("beside nginx", check::besideNginx);
            tally.prove("the console beside the readers", check::console);
            tally.prove("the readers beside the console", check::readers);
            tally.prove("the database is away", check::databaseAway);
        }
        tally.end();
    }

    private NoticeLoad(
            Tally tally,
            Duration lasts,
            RunningConsole host,
            RunningConsole node,
            DSLContext superuser,
            DSLContext memberSite) {
        this.tally = tally;
        this.lasts = lasts;
        this.host = host;
        this.node = node;
        this.superuser = superuser;
        this.scene = new Scene(superuser, memberSite);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** From the commit of the row to the first answer that has it, at the slower of the two nodes. */
    private void posting() throws Exception {
        for (var i = 0; i < 3; i++) {
            post("準備" + i, Duration.ZERO);
            visible(host, "準備" + i, System.nanoTime());
            visible(node, "準備" + i, System.nanoTime());
        }
        var random = new Random(20261123);
        var nanos = new long[POSTS];
        try (var both = Executors.newFixedThreadPool(2)) {
            for (var i = 0; i < POSTS; i++) {
                LockSupport.parkNanos(random.nextLong(200_000_000L));
                var title = "投稿" + i;
                post(title, Duration.ZERO);
                var committed = System.nanoTime();
                List<Callable<Long>> waiting =
                        List.of(() -> visible(host, title, committed), () -> visible(node, title, committed));
                for (var seen : both.invokeAll(waiting)) {
                    nanos[i] = Math.max(nanos[i], seen.get());
                }
            }
        }
        var latency = Latency.of(nanos);
        var longest = Arrays.stream(nanos).max().orElseThrow() / 1e9;
        tally.progress(
                "from the new row to both public pages, %d posts: %.3f s at the median, %.3f at p95, %.3f at most"
                        .formatted(POSTS, latency.p50() / 1e3, latency.p95() / 1e3, longest));
        tally.that(longest <= VISIBLE_WITHIN.toSeconds(), "visible within 2 s, but " + longest);
        superuser.execute("update madoguchi.notice set withdrawn_at = clock_timestamp()");
        for (var i = 1; i <= 3; i++) {
            post("会員ページにつながりにくい状況 " + i, Duration.ZERO);
        }
        await(() -> seen(node).contains("状況 3") && !seen(node).contains("投稿"));
    }

    private long visible(RunningConsole console, String words, long since) throws Exception {
        while (!seen(console).contains('"' + words + '"')) {
            if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new IllegalStateException(words + " never came to " + console.publicUrl());
            }
        }
        return System.nanoTime() - since;
    }

    /** As many emergencies by keyboard alone in Chromium; a person takes a quarter of a second for a key besides. */
    private void byKeyboard() throws Exception {
        var seconds = new long[POSTS];
        var banners = new long[POSTS];
        var strokes = 0;
        try (var browser = HeadlessBrowser.launch()) {
            var admin = person(browser, host, "admin");
            var agents = List.of(person(browser, host, "agent"), person(browser, node, "agent2"));
            agents.forEach(agent -> agent.evaluate("""
                    () => new MutationObserver(() => { window.told = Date.now(); })
                        .observe(document.querySelector('.notice-banner'), { childList: true })"""));
            for (var i = 0; i < POSTS; i++) {
                admin.navigate(host.url() + "/notices");
                ServiceJourney.button(admin, "新しいお知らせ").waitFor();
                var hands = new Hands(admin, 0);
                agents.forEach(agent -> agent.evaluate("() => { window.told = 0; }"));
                var began = System.nanoTime();
                EmergencyKeys.write(admin, hands);
                var pressed = System.currentTimeMillis();
                hands.press("Enter");
                admin.waitForURL(url -> url.matches(".*/notices/[0-9a-f-]{36}"));
                var ref = admin.url().substring(admin.url().lastIndexOf('/') + 1);
                seconds[i] = Math.max(visible(host, ref, began), visible(node, ref, began));
                for (var agent : agents) {
                    agent.waitForFunction("() => window.told > 0");
                    banners[i] = Math.max(banners[i], ((Number) agent.evaluate("window.told")).longValue() - pressed);
                }
                strokes = Math.max(strokes, hands.strokes());
                superuser.execute("update madoguchi.notice set withdrawn_at = clock_timestamp()");
                superuser.execute("select pg_notify('madoguchi', 'NOTICE')");
                agents.forEach(agent -> agent.waitForFunction(
                        "() => document.querySelector('.notice-banner').childElementCount === 0"));
            }
        }
        var latency = Latency.of(seconds);
        var longest = Arrays.stream(seconds).max().orElseThrow() / 1e9;
        var banner = Arrays.stream(banners).max().orElseThrow();
        tally.progress(
                "from \"new\" to both public pages by keyboard, %d posts of %d keys: %.1f s at the median, %.1f at most; with a quarter of a second a key %.1f s at most"
                        .formatted(POSTS, strokes, latency.p50() / 1e3, longest, longest + strokes / 4.0));
        tally.progress(
                "from the last key to the banner on the consoles of both nodes: %d ms at most".formatted(banner));
        tally.that(
                longest + strokes / 4.0 <= 60, "out within a minute, but " + longest + " s and " + strokes + " keys");
        tally.that(banner <= VISIBLE_WITHIN.toMillis(), "the banner within 2 s, but " + banner + " ms");
    }

    private static Page person(Browser browser, RunningConsole console, String name) {
        var page = browser.newContext(new Browser.NewContextOptions().setLocale("ja-JP"))
                .newPage();
        ServiceJourney.enter(page, console.url(), name);
        page.locator(".notice-banner").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        return page;
    }

    private void besideNginx() throws Exception {
        var seconds = Math.max(2, (int) lasts.toSeconds() / 10);
        var paths = List.of("/notices", "/notices.json");
        var home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "nginx-");
        try (var nginx =
                new Nginx(home, Map.of("/notices", bytes("/notices"), "/notices.json", bytes("/notices.json")))) {
            await(() -> http.send(
                                    HttpRequest.newBuilder(URI.create(nginx.url() + "/notices"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200);
            for (var path : paths) {
                Wrk.against(node.publicUrl() + path, seconds);
            }
            for (var path : paths) {
                var ratios = new double[ROUNDS];
                for (var round = 0; round < ROUNDS; round++) {
                    var ours = Wrk.against(node.publicUrl() + path, seconds);
                    var theirs = Wrk.against(nginx.url() + path, seconds);
                    ratios[round] = ours.perSecond() / theirs.perSecond();
                    tally.progress("%s: %.0f requests/s, nginx %.0f: %.2f"
                            .formatted(path, ours.perSecond(), theirs.perSecond(), ratios[round]));
                    tally.that(ours.trouble().isEmpty(), path + ": " + ours.trouble());
                }
                Arrays.sort(ratios);
                var median = ratios[ROUNDS / 2];
                tally.that(median >= 0.5, "%s: at least half of nginx, but %.2f".formatted(path, median));
            }
        }
    }

    /** One person at work: the same clicks alone, then beside the readers. */
    private void console() throws Exception {
        var person = people(1).getFirst();
        clicks(person, lasts.dividedBy(4));
        var alone = clicks(person, lasts.dividedBy(2));
        var heap = liveHeap();
        Latency beside;
        long grown;
        SteadyReaders.Result result;
        try (var readers = new SteadyReaders(node.publicUrl() + "/notices", READERS_PER_SECOND, CONNECTIONS)) {
            beside = clicks(person, lasts);
            grown = liveHeap() - heap;
            result = readers.stop();
        }
        tally.progress(
                "a click: %.1f ms at p95 alone (n %d), %.1f beside %d readers (n %d) at %.1f ms p95; heap + %.1f MB"
                        .formatted(
                                alone.p95(),
                                alone.n(),
                                beside.p95(),
                                result.latency().n(),
                                beside.n(),
                                result.latency().p95(),
                                grown / 1048576.0));
        tally.that(
                beside.p95() <= 2 * alone.p95() + 20, "a click takes at most 2 x idle + 20 ms at p95: " + beside.p95());
        tally.that(grown <= MOST_HEAP, "the heap grew by at most 32 MB, but by " + grown);
        tally.that(result.errors() == 0, result.errors() + " readers were not answered");
        tally.that(
                result.latency().n() >= 0.98 * READERS_PER_SECOND * lasts.toSeconds(),
                "2,000 requests a second were kept up: " + result.latency().n());
    }

    private void readers() throws Exception {
        var people = people(BUSY);
        SteadyReaders.Result result;
        try (var desks = Executors.newFixedThreadPool(BUSY);
                var readers = new SteadyReaders(node.publicUrl() + "/notices", 200, CONNECTIONS)) {
            var clicks = desks.invokeAll(people.stream()
                    .map(person -> (Callable<Latency>) () -> clicks(person, lasts.dividedBy(2)))
                    .toList());
            result = readers.stop();
            var clicked = 0;
            for (var latency : clicks) {
                clicked += latency.get().n();
            }
            tally.progress("beside %d people with %d clicks: the page %.1f ms at p50, %.1f at p95 (n %d)"
                    .formatted(
                            BUSY,
                            clicked,
                            result.latency().p50(),
                            result.latency().p95(),
                            result.latency().n()));
        }
        tally.that(
                result.latency().p95() <= 50,
                "the page at p95 within 50 ms: " + result.latency().p95());
        tally.that(result.errors() == 0, result.errors() + " readers were not answered");
    }

    /** The keeper of the database stands still meanwhile, so that nobody starts it again. */
    private void databaseAway() throws Exception {
        post("停止中に掲載", lasts.dividedBy(2));
        await(() -> !seen(node).contains("投稿"));
        SteadyReaders.Result result;
        try (var readers = new SteadyReaders(node.publicUrl() + "/notices", 200, CONNECTIONS)) {
            signal("STOP");
            host.killDatabase();
            var lost = System.nanoTime();
            assertThat(seen(node)).doesNotContain("停止中に掲載");
            LockSupport.parkNanos(lasts.toNanos() - (System.nanoTime() - lost));
            tally.that(seen(node).contains("停止中に掲載"), "a notice appeared at its time, without the database");
            if (lasts.compareTo(FRESH) > 0) {
                tally.that(!seen(node).contains("\"asOf\":null"), "the page says of when it is");
            }
            signal("CONT");
            await(() -> seen(node).contains("\"asOf\":null"));
            result = readers.stop();
        }
        tally.progress("without the database for %d s: %d requests, %d errors, %.1f ms at p95"
                .formatted(
                        lasts.toSeconds(),
                        result.latency().n(),
                        result.errors(),
                        result.latency().p95()));
        tally.that(result.errors() == 0, result.errors() + " readers were not answered");
    }

    /** Clerks at the search, each in a contact. */
    private List<SearchTab> people(int count) throws Exception {
        var people = new ArrayList<SearchTab>();
        for (var i = 0; i < count; i++) {
            var clerk = scene.staff(scene.store(), Role.CLERK);
            superuser.execute("""
                    insert into madoguchi.staff_password (staff_no, hash)
                    select ?, hash from madoguchi.staff_password order by staff_no limit 1""", clerk.staffNo().value());
            superuser.execute(
                    "insert into madoguchi.contact (channel, place_no, staff_no) values ('STORE', ?, ?)",
                    clerk.requireWorkplace().placeNo().value(),
                    clerk.staffNo().value());
            people.add(new SearchTab(new UidlClient(node.url()).signIn(clerk.signInName(), PASSWORD)));
        }
        return people;
    }

    private static Latency clicks(SearchTab person, Duration lasts) throws Exception {
        var names = List.of("佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村");
        var nanos = new ArrayList<Long>();
        var begin = System.nanoTime();
        for (var i = 0; System.nanoTime() - begin < lasts.toNanos(); i++) {
            nanos.add(person.search(names.get(i % names.size())));
            LockSupport.parkNanos(PAUSE_OF_A_PERSON.toNanos());
        }
        return Latency.of(nanos.stream().mapToLong(Long::longValue).toArray());
    }

    /** As the use case does it: the row, and the announcement with its commit. */
    private void post(String title, Duration from) {
        superuser.transaction(t -> {
            t.dsl()
                    .execute(
                            """
                    insert into madoguchi.notice (ref, kind, severity, title, body, title_en, body_en, shown_from, affected_from)
                    values (?, 'OUTAGE', 'HIGH', ?, ?, 'The member page is slow', 'Please wait for a while.',
                      clock_timestamp() + make_interval(secs => ?), clock_timestamp())""",
                            UUID.randomUUID(),
                            title,
                            "現在、会員ページにつながりにくくなっています。復旧まで今しばらくお待ちください。".repeat(3),
                            from.toMillis() / 1e3);
            t.dsl().execute("select pg_notify('madoguchi', 'NOTICE')");
        });
    }

    private String seen(RunningConsole console) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(console.publicUrl() + "/notices.json"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private byte[] bytes(String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(node.publicUrl() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(condition);
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(host.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Bytes of the node's live objects, after two full collections. */
    private long liveHeap() throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return IntStream.range(0, 2).mapToLong(i -> total(jcmd)).min().orElseThrow();
    }

    private long total(String jcmd) {
        try (var lines = new ProcessBuilder(jcmd, Long.toString(node.pid()), "GC.class_histogram")
                .start()
                .inputReader()) {
            return lines.lines()
                    .filter(line -> line.startsWith("Total"))
                    .mapToLong(line -> Long.parseLong(line.strip().split(" +")[2]))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
