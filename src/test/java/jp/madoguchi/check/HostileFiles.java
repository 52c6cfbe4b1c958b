package jp.madoguchi.check;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import jp.madoguchi.Counter;
import jp.madoguchi.InProcess;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Role;
import jp.madoguchi.income.TestPapers;
import jp.madoguchi.member.MemberSearch;
import jp.madoguchi.member.SearchPurpose;
import jp.madoguchi.member.SearchTerms;
import jp.madoguchi.member.SearchVisit;
import jp.madoguchi.render.Cage;
import jp.madoguchi.render.HostilePapers;
import jp.madoguchi.render.HostilePapers.Paper;
import jp.madoguchi.render.HostilePapers.Sort;
import jp.madoguchi.render.Progress;
import jp.madoguchi.render.Renderer;
import jp.madoguchi.render.Upload;
import jp.madoguchi.render.UploadRefused;
import jp.madoguchi.render.UploadRefused.Why;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.springframework.beans.factory.BeanFactory;

/**
 * Hostile files of twenty kinds against the console in production's way: each is refused for its reason within 15 s, then
 * one of each is sent through the contract of the member site, a drawing process is killed, and thirty bombs come at once while
 * others search for members. Argument: how many of each kind (20).
 */
class HostileFiles {

    private static final Duration VERDICT = Duration.ofSeconds(15);
    private static final Duration UNREAD = Duration.ofMinutes(5);
    private static final Duration TIDY = Duration.ofSeconds(60);
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final Duration PACE = Duration.ofMillis(20);
    private static final int BOMBS = 30;
    private static final int SEARCHERS = 2;
    private static final long MOST_HEAP = 64L << 20;
    private static final List<Sort> EXPLOSIVE =
            List.of(Sort.INFLATING_PDF, Sort.INFLATING_PNG, Sort.ENDLESS_DRAWING, Sort.HUGE_PICTURE_IN_PDF);

    private final Tally tally;
    private final Renderer renderer;
    private final Path temporary;
    private final DSLContext superuser;
    private final TestPapers site;
    private final Scene scene;
    private final Runnable search;

    public static void main(String[] args) throws Exception {
        var times = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        var temporary = Files.createDirectories(
                        Path.of("target/hostile-" + ProcessHandle.current().pid()))
                .toAbsolutePath();
        System.setProperty("java.io.tmpdir", temporary.toString());
        var tally = new Tally();
        var file = Files.writeString(temporary.resolve("bait"), "bait");
        var untouched = FileTime.fromMillis(0);
        Files.setAttribute(file, "lastAccessTime", untouched);
        try (var web = ServerSocketChannel.open();
                var console = InProcess.start()) {
            web.configureBlocking(false);
            web.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var papers = new HostilePapers(
                    "http://127.0.0.1:" + ((InetSocketAddress) web.getLocalAddress()).getPort(), file.toString());
            tally.that(console.beans().getBean(Cage.class).holds(), "the cage holds on this machine");
            var check = new HostileFiles(tally, console.beans(), console, temporary);
            check.oneByOne(papers, times);
            check.fromTheSite(papers);
            check.killed();
            check.atOnce(papers);
            tally.that(web.accept() == null, "nobody asked the bait in the web");
            tally.that(Files.getAttribute(file, "lastAccessTime").equals(untouched), "nobody read the bait in a file");
        }
        tally.end();
    }

    private HostileFiles(Tally tally, BeanFactory beans, InProcess console, Path temporary) {
        this.tally = tally;
        this.renderer = beans.getBean(Renderer.class);
        this.temporary = temporary;
        superuser = console.as("postgres");
        site = new TestPapers(console.as("member_site"));
        scene = new Scene(superuser, console.as("member_site"));
        var clerk = scene.staff(scene.store(), Role.CLERK);
        var member = scene.member();
        var members = beans.getBean(MemberSearch.class);
        this.search = () -> {
            try {
                Counter.as(
                        clerk,
                        () -> members.look(
                                SearchTerms.of(member.memberNo().value()), new SearchVisit(SearchPurpose.OTHER)));
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        };
    }

    private void oneByOne(HostilePapers papers, int times) throws IOException {
        var before = left();
        var slowest = Duration.ZERO;
        var reasons = new HashMap<Why, Integer>();
        for (var sort : Sort.values()) {
            for (var n = 0; n < times; n++) {
                var paper = papers.paper(sort, n);
                var started = System.nanoTime();
                var why = why(paper);
                var took = Duration.ofNanos(System.nanoTime() - started);
                tally.that(
                        why.isPresent() && paper.reasons().contains(why.get()),
                        paper + " is refused for " + paper.reasons() + ", not " + why);
                tally.that(took.compareTo(VERDICT) < 0, paper + " is judged within " + VERDICT + ", took " + took);
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
                why.ifPresent(reason -> reasons.merge(reason, 1, Integer::sum));
            }
            tally.progress(sort + " done");
        }
        tally.progress("reasons: " + reasons + "; slowest " + slowest.toMillis() + " ms");
        tidy(before);
    }

    /** What the member site passes on is stored sealed until it is looked at; then it ends, and not a page of it is kept. */
    private void fromTheSite(HostilePapers papers) throws IOException {
        var before = left();
        var sent = new HashMap<UUID, Paper>();
        for (var sort : Sort.values()) {
            var paper = papers.paper(sort, 0);
            var member = scene.member().memberNo();
            var offer = Awaitility.await()
                    .atMost(TIDY)
                    .until(() -> site.offer(member), given -> given.outcome().equals("OFFERED"));
            var ref = UUID.randomUUID();
            var extension =
                    paper.name().substring(paper.name().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            if (site.send(ref, member, offer, extension, paper.content()).equals("RECEIVED")) {
                sent.put(ref, paper);
            } else {
                tally.that(paper.content().length > 10 << 20, paper + " is too large for the contract");
            }
        }
        sent.forEach((ref, paper) -> tally.prove(
                paper + " from the site ends unread",
                () -> Awaitility.await().atMost(UNREAD).until(() -> state(ref).equals("REFUSED_UNREAD"))));
        tally.that(
                superuser
                                .resultQuery(
                                        "select count(*) from madoguchi.income_certificate_paper where certificate_ref = any(?) and role <> 'ORIGINAL'",
                                        (Object) sent.keySet().toArray(UUID[]::new))
                                .fetchSingle(0, Long.class)
                        == 0,
                "no page of them is stored");
        tally.progress(sent.size() + " sent through the member site, " + (Sort.values().length - sent.size())
                + " not taken by the contract");
        tidy(before);
    }

    private String state(UUID ref) {
        return superuser
                .resultQuery("select state from madoguchi.income_certificate where ref = ?", ref)
                .fetchSingle(0, String.class);
    }

    /** kill -9 of the process that draws: its paper is refused, the next one is drawn. */
    private void killed() throws Exception {
        var before = left();
        var paper = LargePaper.pdf(12, 6 << 20);
        try (var sender = Executors.newVirtualThreadPerTaskExecutor()) {
            var why = sender.submit(() -> why(paper, "long.pdf"));
            Awaitility.await()
                    .atMost(VERDICT)
                    .until(() -> ProcessHandle.current()
                            .descendants()
                            .filter(HostileFiles::draws)
                            .peek(ProcessHandle::destroyForcibly)
                            .findAny()
                            .isPresent());
            tally.that(
                    why.get().equals(Optional.of(Why.BROKEN)),
                    "a paper whose drawing was killed is refused: " + why.get());
        }
        tally.that(why(paper, "long.pdf").isEmpty(), "the next paper is drawn");
        tidy(before);
    }

    /** Whoever is told that others are being drawn comes again, until there is a verdict. */
    private void atOnce(HostilePapers papers) throws Exception {
        var before = left();
        // The first searches warm up.
        measure(() -> LockSupport.parkNanos(MEASURED.toNanos()));
        var calm = p95(measure(() -> LockSupport.parkNanos(MEASURED.toNanos())));
        var heap = heapAfterCollection();
        var most = new long[1];
        var during = measure(() -> {
            try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
                var ready = new CountDownLatch(BOMBS);
                for (var n = 0; n < BOMBS; n++) {
                    var bomb = papers.paper(EXPLOSIVE.get(n % EXPLOSIVE.size()), n);
                    senders.submit(() -> {
                        ready.countDown();
                        ready.await();
                        var why = insist(bomb);
                        tally.that(
                                why.isPresent() && bomb.reasons().contains(why.get()),
                                bomb + " among " + BOMBS + " is refused for " + bomb.reasons() + ", not " + why);
                        return null;
                    });
                }
                LockSupport.parkNanos(MEASURED.toNanos());
                most[0] = heapAfterCollection();
            }
        });
        var grown = Math.max(most[0], heapAfterCollection()) - heap;
        tally.progress("with %d bombs at once: heap grew %.1f MB, searches %d at p95 %.1f ms, before %.1f ms"
                .formatted(BOMBS, grown / 1e6, during.length, p95(during), calm));
        tally.that(grown < MOST_HEAP, "the heap after collection grew by less than 64 MB, but by " + grown);
        tally.that(p95(during) < 2 * calm, "others wait less than twice as long: " + p95(during) + " after " + calm);
        tidy(before);
    }

    private Optional<Why> insist(Paper bomb) {
        var why = why(bomb);
        while (why.equals(Optional.of(Why.BUSY))) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            why = why(bomb);
        }
        return why;
    }

    private Optional<Why> why(Paper paper) {
        return why(paper.content(), paper.name());
    }

    private Optional<Why> why(byte[] content, String name) {
        try {
            renderer.render(content, Upload.check(content, name), Progress.UNTOLD);
            return Optional.empty();
        } catch (UploadRefused refused) {
            return Optional.of(refused.why());
        }
    }

    /** Milliseconds of each search that others made meanwhile. */
    private double[] measure(Runnable meanwhile) throws Exception {
        var times = new ConcurrentLinkedQueue<Double>();
        var over = new AtomicBoolean();
        try (var searchers = Executors.newFixedThreadPool(SEARCHERS)) {
            IntStream.range(0, SEARCHERS)
                    .forEach(n -> searchers.submit(() -> {
                        while (!over.get()) {
                            var started = System.nanoTime();
                            search.run();
                            times.add((System.nanoTime() - started) / 1e6);
                            LockSupport.parkNanos(PACE.toNanos());
                        }
                    }));
            meanwhile.run();
            over.set(true);
        }
        return times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static double p95(double[] sorted) {
        return sorted[(int) (sorted.length * 0.95)];
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void tidy(Set<String> before) throws IOException {
        var end = System.nanoTime() + TIDY.toNanos();
        while (!left().equals(before) && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        var more = left();
        more.removeAll(before);
        tally.that(more.isEmpty(), "nothing is left after 60 s, but " + more);
    }

    /** Files under the folder for temporary ones, and processes that draw. */
    private Set<String> left() throws IOException {
        var left = new TreeSet<String>();
        try (var files = Files.walk(temporary)) {
            files.map(Path::toString)
                    .filter(file -> !file.contains("/postgres"))
                    .forEach(left::add);
        }
        ProcessHandle.current()
                .descendants()
                .filter(HostileFiles::draws)
                .forEach(process -> left.add("process " + process.pid()));
        return left;
    }

    private static boolean draws(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/java");
    }
}
