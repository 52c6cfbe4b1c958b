package jp.madoguchi.audit;

import static jp.madoguchi.db.madoguchi.Tables.AUDIT_CHAIN;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jp.madoguchi.core.SecretFile;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Every five minutes the heads of the chains leave the database: signed with a key that it never sees, into a file and to a second
 * target. A target that is not reached is told at once (log, health, home view); what is written only after both had the anchor. When
 * none was kept for 30 minutes, nothing more is changed ({@link TrailNotAnchored}); reading goes on, and is recorded.
 */
@Component
public class Anchors {

    /** How long changes go on without an anchor (SECURITY, the decisions). */
    public static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final Logger LOG = LoggerFactory.getLogger(Anchors.class);
    private static final String KEY_FILE = "anchor.secret";
    private static final long UNREAD = -1;

    private final DSLContext db;
    private final Clock clock;
    private final List<AnchorTarget> targets;
    private final byte @Nullable [] key;
    private final Instant begun;
    private volatile @Nullable Instant keptAt;

    /** Number of the newest anchor; {@link #UNREAD} until the targets were read, and again after one of them failed. */
    private long newest = UNREAD;

    private volatile boolean failing;

    Anchors(
            DSLContext db,
            Clock clock,
            @Value("${madoguchi.anchor.file}") String file,
            @Value("${madoguchi.anchor.second}") String second,
            @Value("${madoguchi.anchor.key}") String given,
            @Value("${madoguchi.keys.folder}") String folder,
            @Value("${madoguchi.database.directory}") String database,
            @Value("${spring.datasource.url:embedded}") String url)
            throws IOException {
        this.db = db;
        this.clock = clock;
        this.begun = clock.instant();
        var own = url.equals("embedded");
        var beside = !own
                ? null
                : database.isEmpty() ? Files.createTempDirectory("madoguchi-anchors-") : Path.of(database, "anchors");
        this.targets = Stream.of(
                        file.isEmpty() && beside != null
                                ? beside.resolve("trail.anchors").toString()
                                : file,
                        second.isEmpty() && beside != null
                                ? beside.resolve("second.anchors").toString()
                                : second)
                .filter(where -> !where.isEmpty())
                .map(AnchorTarget::of)
                .toList();
        this.key = !given.isEmpty()
                ? SecretFile.read(given)
                : !folder.isEmpty()
                        ? SecretFile.in(Path.of(folder), KEY_FILE)
                        : beside != null ? SecretFile.in(beside.resolveSibling("keys"), KEY_FILE) : null;
    }

    /**
     * How it stands.
     *
     * @param keptAt when both targets had an anchor last; null = never since the start
     * @param failing whether the last try failed
     * @param stopped whether nothing is changed any more
     */
    public record State(@Nullable Instant keptAt, boolean failing, boolean stopped) {}

    public State state() {
        var kept = keptAt;
        return new State(
                kept, failing, (kept == null ? begun : kept).plus(PATIENCE).isBefore(clock.instant()));
    }

    /** Before anything is changed. @throws TrailNotAnchored when no anchor was kept for 30 minutes */
    public void require() {
        if (state().stopped()) {
            throw new TrailNotAnchored();
        }
    }

    @Scheduled(initialDelay = 0, fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    public synchronized void anchor() {
        try {
            var signing = key;
            if (signing == null || targets.size() < 2) {
                throw new IOException("madoguchi.anchor.file, .second and a key are needed");
            }
            var number = (newest == UNREAD ? last() : newest) + 1;
            newest = UNREAD;
            var line = new Anchor(number, clock.instant(), heads()).line(signing);
            for (var target : targets) {
                target.keep(line);
            }
            newest = number;
            keptAt = clock.instant();
            failing = false;
        } catch (IOException | DataAccessException failure) {
            failing = true;
            LOG.error(
                    "the heads of the trail could not be anchored ({}: {}); after {} minutes nothing more is changed",
                    failure.getClass().getSimpleName(),
                    failure.getMessage(),
                    PATIENCE.toMinutes());
        }
    }

    private long last() throws IOException {
        var lines = kept().lines();
        return lines.isEmpty() ? 0 : lines.lastKey();
    }

    private List<Anchor.Head> heads() {
        return db.select(AUDIT_CHAIN.CHAIN, AUDIT_CHAIN.SEQ, AUDIT_CHAIN.HASH)
                .from(AUDIT_CHAIN)
                .orderBy(AUDIT_CHAIN.CHAIN)
                .fetch(row -> new Anchor.Head(
                        row.value1(), row.value2(), HexFormat.of().formatHex(row.value3())));
    }

    /**
     * What the targets hold.
     *
     * @param lines the anchors that are whole, by number
     * @param findings lines that nobody made with this key, and numbers that are nowhere
     */
    record Kept(TreeMap<Long, Anchor> lines, List<Finding> findings) {}

    Kept kept() throws IOException {
        var found = new TreeMap<Long, Anchor>();
        var findings = new ArrayList<Finding>();
        if (key != null) {
            for (var target : targets) {
                var at = 0L;
                for (var line : target.lines()) {
                    at++;
                    var number = at;
                    Anchor.read(line, key)
                            .ifPresentOrElse(
                                    anchor -> {
                                        var other = found.putIfAbsent(anchor.number(), anchor);
                                        if (other != null && !other.equals(anchor)) {
                                            findings.add(
                                                    Finding.ofAnchor(anchor.number(), Finding.Fault.ANCHOR_FORGED));
                                        }
                                    },
                                    () -> findings.add(Finding.ofAnchor(number, Finding.Fault.ANCHOR_FORGED)));
                }
            }
            var expected = 1L;
            for (var number : found.keySet()) {
                if (number != expected) {
                    findings.add(Finding.ofAnchor(expected, Finding.Fault.ANCHOR_MISSING));
                }
                expected = number + 1;
            }
        }
        return new Kept(found, List.copyOf(findings));
    }
}
