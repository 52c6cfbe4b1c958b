package jp.madoguchi;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import jp.madoguchi.core.Sha256;
import jp.madoguchi.demo.DemoCertificate;
import jp.madoguchi.demo.DemoCertificates;
import jp.madoguchi.demo.Person;
import jp.madoguchi.vault.Sealing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Plays the member site of the demo: once the console answers, invented members ask for higher limits through the contract,
 * and hand in their income certificates, one after the other as keys are ready. What was sent before stays as it is.
 */
@Component
@ConditionalOnProperty(
        name = {"madoguchi.demo", "madoguchi.demo.certificates"},
        havingValue = "true")
class DemoMemberSite {

    private static final Logger log = LoggerFactory.getLogger(DemoMemberSite.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int PEOPLE = 80;
    private static final int REQUESTS = 12;
    private static final long MORE = 100_000;
    private static final List<String> PURPOSES = List.of("LIVING", "TRAVEL", "MEDICAL", "EDUCATION", "OTHER");

    private record Key(UUID id, byte[] publicHalf) {}

    private final ObjectProvider<EmbeddedServer> server;
    private final Thread members = Thread.ofVirtual().name("demo-member-site").unstarted(this::send);

    DemoMemberSite(ObjectProvider<EmbeddedServer> server) {
        this.server = server;
    }

    @EventListener(ApplicationReadyEvent.class)
    void open() {
        members.start();
    }

    @PreDestroy
    void close() {
        members.interrupt();
    }

    private void send() {
        var embedded = server.getIfAvailable();
        if (embedded == null) {
            return;
        }
        try (var reader = DriverManager.getConnection(embedded.url("postgres"));
                var site = DriverManager.getConnection(embedded.url("member_site"))) {
            askForMore(reader, site);
            var people = people(reader);
            var papers = new DemoCertificates(today(reader));
            for (var n = 0; n < papers.count() && !people.isEmpty() && !isOver(); n++) {
                var ref = UUID.nameUUIDFromBytes(("certificate " + n).getBytes(UTF_8));
                var person = people.get(n % people.size());
                if (!isKnown(reader, ref)) {
                    var key = key(site, person.memberNo());
                    if (key.isPresent()) {
                        handIn(site, ref, key.get(), papers.make(n, person));
                    }
                }
            }
        } catch (SQLException e) {
            if (!isOver()) {
                log.warn("the members of the demo did not send everything", e);
            }
        }
    }

    /** The answer does not matter: a member who has asked already, or is not lent more, asks in vain. */
    private static void askForMore(Connection reader, Connection site) throws SQLException {
        try (var some = reader.createStatement();
                var row = some.executeQuery("""
                        select c.member_no, c.credit_limit, c.apr, e.name
                        from madoguchi.contract c
                        left join madoguchi.member_employer e on e.member_no = c.member_no and e.valid_to is null
                        where c.state = 'ACTIVE' and c.member_no::bigint %% 9 = 4 and c.credit_limit < 1000000
                        order by c.member_no limit %d""".formatted(REQUESTS));
                var request =
                        site.prepareStatement("select member_site.request_limit_increase(?, ?, ?, ?, ?, ?, 0, 0, ?)")) {
            for (var n = 0; row.next(); n++) {
                request.setObject(1, UUID.nameUUIDFromBytes(("limit " + row.getString(1)).getBytes(UTF_8)));
                request.setString(2, row.getString(1));
                request.setLong(3, row.getLong(2) + MORE * (1 + n % 4));
                request.setString(4, PURPOSES.get(n % PURPOSES.size()));
                request.setLong(5, 3_000_000 + 400_000L * (n % 5));
                request.setString(6, row.getString(4));
                request.setBigDecimal(7, n % 2 == 0 ? row.getBigDecimal(3) : null);
                request.execute();
            }
        }
    }

    private static void handIn(Connection site, UUID ref, Key key, DemoCertificate paper) throws SQLException {
        var sealed = Sealing.seal(key.publicHalf(), ref + ":ORIGINAL:0", paper.content());
        try (var submit = site.prepareStatement(
                "select outcome from member_site.submit_income_certificate(?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            submit.setObject(1, ref);
            submit.setObject(2, ref);
            submit.setString(3, paper.memberNo());
            submit.setObject(4, key.id());
            submit.setString(5, paper.fileName().substring(paper.fileName().lastIndexOf('.') + 1));
            submit.setBytes(6, sealed.sealedKey());
            submit.setBytes(7, sealed.nonce());
            submit.setBytes(8, sealed.bytes());
            submit.setBytes(9, Sha256.of(paper.content()));
            try (var answer = submit.executeQuery()) {
                answer.next();
                if (!answer.getString(1).equals("RECEIVED")) {
                    log.warn("{} was not taken in: {}", paper.fileName(), answer.getString(1));
                }
            }
        }
    }

    /** Waits until the console has made one; empty when this member gets none. */
    private static Optional<Key> key(Connection site, String memberNo) throws SQLException {
        try (var offer =
                site.prepareStatement("select outcome, key_id, public_key from member_site.income_upload_key(?)")) {
            offer.setString(1, memberNo);
            while (!isOver()) {
                try (var answer = offer.executeQuery()) {
                    answer.next();
                    switch (answer.getString("outcome")) {
                        case "OFFERED" -> {
                            return Optional.of(
                                    new Key(answer.getObject("key_id", UUID.class), answer.getBytes("public_key")));
                        }
                        case "TRY_LATER" -> LockSupport.parkNanos(PAUSE.toNanos());
                        default -> {
                            return Optional.empty();
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isOver() {
        return Thread.currentThread().isInterrupted();
    }

    /** Members with a contract and a workplace; nobody has told their income yet, so it follows from the number. */
    private static List<Person> people(Connection reader) throws SQLException {
        var people = new ArrayList<Person>();
        try (var s = reader.createStatement();
                var row = s.executeQuery("""
                select m.member_no, n.family || ' ' || n.given as name, n.family_kana || ' ' || n.given_kana as kana,
                       a.prefecture || a.municipality || a.street || coalesce(' ' || a.building, '') as address,
                       m.birth_date, e.name as employer
                from madoguchi.member m
                join madoguchi.contract c on c.member_no = m.member_no and c.state = 'ACTIVE'
                join madoguchi.member_name n on n.member_no = m.member_no and n.kind = 'LEGAL' and n.valid_to is null
                join madoguchi.member_address a on a.member_no = m.member_no and a.valid_to is null
                join madoguchi.member_employer e on e.member_no = m.member_no and e.valid_to is null
                order by m.member_no limit %d""".formatted(PEOPLE))) {
            while (row.next()) {
                var memberNo = row.getString("member_no");
                people.add(new Person(
                        memberNo,
                        row.getString("name"),
                        row.getString("kana"),
                        row.getString("address"),
                        row.getObject("birth_date", LocalDate.class),
                        row.getString("employer"),
                        2_400_000 + Integer.parseInt(memberNo) % 61 * 90_000));
            }
        }
        return people;
    }

    private static boolean isKnown(Connection reader, UUID ref) throws SQLException {
        try (var ask =
                reader.prepareStatement("select exists (select from madoguchi.income_certificate where ref = ?)")) {
            ask.setObject(1, ref);
            try (var answer = ask.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private static LocalDate today(Connection reader) throws SQLException {
        try (var s = reader.createStatement();
                var answer = s.executeQuery("select (clock_timestamp() at time zone 'Asia/Tokyo')::date")) {
            answer.next();
            return answer.getObject(1, LocalDate.class);
        }
    }
}
