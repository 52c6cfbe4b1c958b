package jp.madoguchi.check;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.sun.management.HotSpotDiagnosticMXBean;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import jp.madoguchi.HeadlessBrowser;
import jp.madoguchi.RunningConsole;
import jp.madoguchi.Scene;
import jp.madoguchi.ServiceJourney;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.income.Box;
import jp.madoguchi.income.TestPapers;
import jp.madoguchi.vault.KeyFolder;
import jp.madoguchi.vault.Sealed;
import jp.madoguchi.vault.Sealing;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * A reviewer masks what came from the member site, a clerk what was handed over the counter. Afterwards 20 windows of 32
 * bytes of each original, of its page images as files and as pixels, and of its text layer are looked for in the folder of the
 * database with its WAL, the key store, the logs and a heap dump of the console: none is there. The same search finds all of
 * them in a database that stores the same bytes unsealed, and in a heap that holds them. The pixels under the boxes are one
 * colour.
 */
class Masking {

    private static final int WINDOWS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final double BROWSER_PATIENCE = 60_000;

    private final Tally tally;
    private final Path data;
    private final RunningConsole console;
    private final DSLContext superuser;
    private final DSLContext memberSite;
    private final Scene scene;
    private final Sealing keys;
    private final Map<String, byte[]> secrets = new LinkedHashMap<>();

    public static void main(String[] args) throws Exception {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        LoggingSystem.get(Masking.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        var data = Files.createTempDirectory(Path.of("target"), "check-");
        var tally = new Tally();
        try (var console = RunningConsole.start(data, true, "--madoguchi.demo.members=10")) {
            new Masking(tally, data, console).run();
        }
        tally.end();
    }

    private Masking(Tally tally, Path data, RunningConsole console) throws SQLException {
        this.tally = tally;
        this.data = data;
        this.console = console;
        superuser = DSL.using(console.connect("postgres"), SQLDialect.POSTGRES);
        memberSite = DSL.using(console.connect("member_site"), SQLDialect.POSTGRES);
        scene = new Scene(superuser, memberSite);
        keys = KeyFolder.at(data.resolve("keys"));
    }

    private void run() throws Exception {
        var pdf = TestPapers.pdf();
        var photo = TestPapers.png();
        var slip = send("pdf", pdf);
        var picture = send("png", photo);
        secret("the slip from the site", pdf);
        secret("the photograph from the site", photo);
        secretText(pdf);
        for (var ref : List.of(slip, picture)) {
            await("in quarantine", () -> state(ref).equals("QUARANTINED"));
            var page = open(ref, "RAW");
            var name = ref.equals(slip) ? "slip" : "photograph";
            secret("the unmasked page of the " + name, page);
            secret("the pixels of the " + name, pixels(page));
        }
        // First in the queue, whatever the demo has sent.
        superuser.execute(
                "update madoguchi.income_certificate set priority = case when ref in (?, ?) then 1 else 3 end",
                slip,
                picture);
        var windows = windows();
        counterProof(windows);

        try (var browser = HeadlessBrowser.launch()) {
            var reviewer = browser.newPage();
            mask(reviewer);
            mask(reviewer);
            var clerk = browser.newPage();
            takeIn(clerk, pdf, photo);
            for (var ref : List.of(slip, picture)) {
                await("its key is destroyed", () -> isDestroyed(ref));
            }
            superuser.execute("checkpoint");
            var dump = data.resolve("console.hprof").toAbsolutePath();
            dumpHeap(dump);
            tally.that(new Search(windows).in(logs()).isEmpty(), "nothing is in the logs");
            var found = new Search(windows).in(List.of(data));
            tally.that(
                    found.isEmpty(),
                    "nothing is in the folder of the database, the WAL, the key store or the heap: " + found);
            for (var window : windows) {
                tally.that(!found.contains(window.name()), "no trace of " + window.name());
            }
            Files.delete(dump);
        }
        superuser
                .resultQuery("select ref from madoguchi.income_certificate where state = 'READY'")
                .fetchInto(UUID.class)
                .forEach(ref -> tally.prove("one colour under the boxes of " + ref, () -> oneColour(ref)));
    }

    // What is looked for
    // -------------------------------------------------------------------------------------------------

    /** @param name of what it was taken from, with its number */
    private record Window(String name, byte[] bytes) {}

    private void secret(String name, byte[] bytes) {
        secrets.put(name, bytes);
    }

    private void secretText(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            var text = new PDFTextStripper().getText(document);
            secret("the text layer in UTF-8", text.getBytes(UTF_8));
            secret("the text layer as the heap has it", text.getBytes(UTF_16LE));
        }
    }

    private List<Window> windows() {
        var random = new Random(20261122);
        var windows = new ArrayList<Window>();
        secrets.forEach((name, bytes) -> {
            for (var i = 1; i <= WINDOWS; i++) {
                windows.add(new Window(name + " " + i, Search.window(bytes, random)));
            }
        });
        return windows;
    }

    /** The search finds what is there: in a database without seals, and in a heap. */
    private void counterProof(List<Window> windows) throws Exception {
        var plain = Files.createTempDirectory(Path.of("target"), "check-plain-");
        try (var server = EmbeddedPostgres.builder()
                .setDataDirectory(plain.resolve("postgres"))
                .start()) {
            try (var connection = DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"))) {
                var db = DSL.using(connection, SQLDialect.POSTGRES);
                db.execute("create table plain (bytes bytea)");
                db.execute("alter table plain alter column bytes set storage external");
                secrets.values().forEach(bytes -> db.execute("insert into plain values (?)", bytes));
                db.execute("checkpoint");
            }
            var found = new Search(windows).in(List.of(plain));
            tally.that(
                    found.size() == windows.size(),
                    "unsealed, all %d windows are found in the folder of a database, but %d"
                            .formatted(windows.size(), found.size()));
        }
        var dump = plain.resolve("own.hprof").toAbsolutePath();
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);
        var found = new Search(windows).in(List.of(dump));
        tally.that(
                found.size() == windows.size(),
                "all %d windows are found in a heap that holds them, but %d".formatted(windows.size(), found.size()));
        Files.delete(dump);
    }

    /** Looks through files for many windows at once. */
    private static final class Search {

        private static final int LENGTH = 32;
        private static final int BLOCK = 1 << 22;

        /** Of a value that PostgreSQL stores out of line; a window over two of them is found in no file. */
        private static final int CHUNK = 1996;

        private static final int VARIED = 12;

        private final Map<Integer, List<Window>> byStart;

        Search(List<Window> windows) {
            byStart = windows.stream().collect(Collectors.groupingBy(window -> start(window.bytes(), 0)));
        }

        /** 32 bytes that are not all alike. */
        static byte[] window(byte[] bytes, Random random) {
            for (var tries = 0; tries < 1_000_000; tries++) {
                var at = random.nextInt(bytes.length - LENGTH);
                var window = java.util.Arrays.copyOfRange(bytes, at, at + LENGTH);
                if (at % CHUNK <= CHUNK - LENGTH && varied(window)) {
                    return window;
                }
            }
            throw new IllegalStateException("nothing in it is told apart");
        }

        private static boolean varied(byte[] window) {
            var seen = new boolean[256];
            var kinds = 0;
            for (var b : window) {
                if (!seen[b & 0xFF]) {
                    seen[b & 0xFF] = true;
                    kinds++;
                }
            }
            return kinds >= VARIED;
        }

        Set<String> in(List<Path> places) throws IOException {
            var found = new java.util.TreeSet<String>();
            for (var place : places) {
                try (var files = Files.walk(place)) {
                    for (var file : files.filter(Files::isRegularFile).toList()) {
                        look(file, found);
                    }
                }
            }
            return found;
        }

        private void look(Path file, Set<String> found) throws IOException {
            var buffer = new byte[BLOCK + LENGTH];
            var kept = 0;
            try (var input = Files.newInputStream(file)) {
                for (var read = input.readNBytes(buffer, kept, BLOCK);
                        read > 0;
                        read = input.readNBytes(buffer, kept, BLOCK)) {
                    var length = kept + read;
                    for (var at = 0; at + LENGTH <= length; at++) {
                        var candidates = byStart.get(start(buffer, at));
                        if (candidates != null) {
                            for (var window : candidates) {
                                if (java.util.Arrays.equals(window.bytes(), 0, LENGTH, buffer, at, at + LENGTH)) {
                                    found.add(window.name());
                                }
                            }
                        }
                    }
                    kept = Math.min(length, LENGTH - 1);
                    System.arraycopy(buffer, length - kept, buffer, 0, kept);
                }
            } catch (java.nio.file.NoSuchFileException gone) {
                return;
            }
        }

        private static int start(byte[] bytes, int at) {
            return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
        }
    }

    private static List<Path> logs() throws IOException {
        try (var files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("console-\\d+\\.log"))
                    .toList();
        }
    }

    private void dumpHeap(Path dump) throws Exception {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, String.valueOf(console.pid()), "GC.heap_dump", dump.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        tally.that(
                process.waitFor(2, TimeUnit.MINUTES) && Files.size(dump) > 0, "the heap was dumped after a collection");
    }

    // The member site
    // ------------------------------------------------------------------------------------------------------

    private UUID send(String extension, byte[] content) {
        var ref = UUID.randomUUID();
        var member = scene.member();
        var site = new TestPapers(memberSite);
        var offer = Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> site.offer(member.memberNo()),
                        given -> given.outcome().equals("OFFERED"));
        tally.that(
                site.send(ref, member.memberNo(), offer, extension, content).equals("RECEIVED"),
                "the " + extension + " was received");
        return ref;
    }

    private byte[] open(UUID ref, String role) {
        Record row = superuser.fetchSingle(
                "select key_id, sealed_key, nonce, sealed from madoguchi.income_certificate_paper where certificate_ref = ? and role = ? and page_no = 1",
                ref,
                role);
        return keys.open(
                row.get(0, UUID.class),
                ref + ":" + role + ":1",
                new Sealed(row.get(1, byte[].class), row.get(2, byte[].class), row.get(3, byte[].class)));
    }

    private String state(UUID ref) {
        return superuser
                .fetchValue("select state from madoguchi.income_certificate where ref = ?", ref)
                .toString();
    }

    private boolean isDestroyed(UUID ref) {
        return superuser
                .resultQuery(
                        "select k.destroyed_at is not null from madoguchi.income_certificate c join madoguchi.sealing_key k on k.id = c.source_key where c.ref = ?",
                        ref)
                .fetchSingle(0, Boolean.class);
    }

    private static byte[] pixels(byte[] png) throws IOException {
        var raster = image(png).getRaster().getDataBuffer();
        return ((DataBufferByte) raster).getData();
    }

    private static BufferedImage image(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private void oneColour(UUID ref) throws IOException {
        var page = image(open(ref, "PAGE"));
        var boxes = Json.read(
                superuser
                        .fetchValue(
                                "select boxes from madoguchi.income_masking where certificate_ref = ? and page_no = 1",
                                ref)
                        .toString(),
                Box[].class);
        for (var box : boxes) {
            for (var y = (int) (box.y() * page.getHeight()); y < (box.y() + box.height()) * page.getHeight(); y++) {
                for (var x = (int) (box.x() * page.getWidth()); x < (box.x() + box.width()) * page.getWidth(); x++) {
                    if (page.getRGB(x, y) != 0xFF000000) {
                        throw new AssertionError("a pixel at " + x + ", " + y + " is not black");
                    }
                }
            }
        }
    }

    // The screens
    // -----------------------------------------------------------------------------------------------------------

    private void mask(Page reviewer) {
        if (!reviewer.url().startsWith(console.url())) {
            signIn(reviewer, scene.staff(scene.store(), Role.REVIEWER));
        }
        reviewer.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("いちばん古いものを開く"))
                .click();
        settle(reviewer, "マスキングを確定する");
        reviewer.locator("vaadin-dialog[opened]")
                .waitFor(new Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED)
                        .setTimeout(BROWSER_PATIENCE));
    }

    private void takeIn(Page clerk, byte[] pdf, byte[] photo) {
        var member = scene.member();
        signIn(clerk, scene.staff(scene.store(), Role.CLERK));
        click(clerk, "応対開始");
        clerk.locator("vaadin-dialog[opened]")
                .getByLabel("店舗", new Locator.GetByLabelOptions().setExact(true))
                .check();
        clerk.locator("vaadin-dialog[opened]")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("応対開始"))
                .click();
        clerk.navigate(console.url() + "/members/" + member.memberNo() + "/login");
        click(clerk, "この会員の応対にする");
        click(clerk, "収入証明書を受け取る");
        upload(clerk, "slip.pdf", "application/pdf", pdf);
        clerk.getByText("自動で見つけた番号").waitFor(new Locator.WaitForOptions().setTimeout(BROWSER_PATIENCE));
        upload(clerk, "photo.png", "image/png", photo);
        clerk.getByText("このページには検索できる文字がありません").waitFor(new Locator.WaitForOptions().setTimeout(BROWSER_PATIENCE));
        settle(clerk, "マスキングして受け付ける");
        clerk.getByText("収入証明書を受け付けました。").waitFor(new Locator.WaitForOptions().setTimeout(BROWSER_PATIENCE));
    }

    /** Looks at the page, says so where that is asked, and sends. */
    private static void settle(Page person, String button) {
        person.locator("page-mask[loaded]").waitFor(new Locator.WaitForOptions().setTimeout(BROWSER_PATIENCE));
        var looked = person.getByLabel("隠すべき番号は、もう見えません");
        if (looked.isVisible()) {
            click(person, "枠を追加 (N)");
            looked.check();
        }
        click(person, button);
    }

    private static void click(Page person, String button) {
        person.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    private static void upload(Page person, String name, String type, byte[] content) {
        person.locator("vaadin-upload input[type=file]").setInputFiles(new FilePayload(name, type, content));
    }

    private void signIn(Page person, StaffMember staff) {
        scene.givePassword(staff);
        ServiceJourney.enter(person, console.url(), staff.signInName());
    }

    private static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await(what).atMost(PATIENCE).until(condition);
    }
}
