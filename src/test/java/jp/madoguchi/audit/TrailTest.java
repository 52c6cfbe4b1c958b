package jp.madoguchi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import jp.madoguchi.ConsoleTest;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class TrailTest extends ConsoleTest {

    @Autowired
    AuditLog audit;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void an_entry_stands_only_if_its_transaction_does() {
        var template = new TransactionTemplate(transactions);
        var marker = "KEPT_" + System.nanoTime();
        template.executeWithoutResult(
                status -> audit.append(AuditEntry.done(AuditAction.NOTE_ADDED).because(marker)));
        template.executeWithoutResult(status -> {
            audit.append(AuditEntry.done(AuditAction.NOTE_ADDED).because(marker + "_NOT"));
            status.setRollbackOnly();
        });

        assertThat(console.fetchCount(
                        DSL.table("madoguchi.audit_entry"), DSL.field("reason").startsWith(marker)))
                .isEqualTo(1);
    }

    @Test
    void nothing_is_recorded_outside_a_writing_transaction() {
        var entry = AuditEntry.done(AuditAction.NOTE_ADDED);
        assertThatThrownBy(() -> audit.append(entry)).isInstanceOf(IllegalStateException.class);
        var readOnly = new TransactionTemplate(transactions);
        readOnly.setReadOnly(true);
        readOnly.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRED);
        assertThatThrownBy(() -> readOnly.executeWithoutResult(status -> audit.append(entry)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_hash_can_be_computed_without_our_code() throws Exception {
        new TransactionTemplate(transactions)
                .executeWithoutResult(status -> audit.append(AuditEntry.done(AuditAction.NOTE_ADDED)
                        .because("HASHED")
                        .with("text", "漢字 \"引用\" \n 改行")));
        var row = auditor().resultQuery("""
                        select encode(previous, 'hex') as previous, chain, seq,
                               to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
                               application, action, outcome, staff_no, place_no, contact_no, member_no, operation_id::text, reason, details,
                               encode(hash, 'hex') as hash
                        from madoguchi.audit_entry where reason = 'HASHED' order by at desc limit 1""").fetchSingle();
        var text = new StringBuilder();
        for (var i = 0; i < row.size() - 1; i++) {
            text.append(i == 0 ? "" : "\u001f").append(row.get(i) == null ? "" : row.get(i, String.class));
        }
        var digest = MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));

        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(row.get("hash", String.class));
    }

    record Tampering(String name, String sql, Finding.Fault found) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Tampering> tamperings() {
        var victim =
                "(chain, seq) = (select chain, min(seq) + 1 from madoguchi.audit_entry group by chain having count(*) > 3 order by chain limit 1)";
        return Stream.of(
                new Tampering(
                        "an entry edited",
                        "update madoguchi.audit_entry set reason = 'OTHER' where " + victim,
                        Finding.Fault.EDITED),
                new Tampering(
                        "an entry deleted", "delete from madoguchi.audit_entry where " + victim, Finding.Fault.MISSING),
                new Tampering(
                        "an entry edited and hashed anew",
                        "update madoguchi.audit_entry e set reason = 'OTHER' where " + victim
                                + "; update madoguchi.audit_entry e set hash = sha256(convert_to(madoguchi.audit_text(e), 'UTF8')) where "
                                + victim,
                        Finding.Fault.LINK_BROKEN),
                new Tampering(
                        "the tail cut off",
                        "delete from madoguchi.audit_entry where (chain, seq) = (select chain, max(seq) from madoguchi.audit_entry group by chain having count(*) > 3 order by chain limit 1)",
                        Finding.Fault.HEAD_DIFFERS),
                new Tampering(
                        "the head moved",
                        "update madoguchi.audit_chain set seq = seq + 1 where chain = (select chain from madoguchi.audit_entry group by chain having count(*) > 3 order by chain limit 1)",
                        Finding.Fault.HEAD_DIFFERS));
    }

    @ParameterizedTest
    @MethodSource("tamperings")
    void tampering_is_found_and_named(Tampering tampering) {
        // As the superuser, with the triggers off, and rolled back: the trail of the other tests stays whole.
        superuser().connection(connection -> {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("set role console_app");
                for (var i = 0; i < 5; i++) {
                    statement.execute(
                            "insert into madoguchi.audit_entry (action, outcome) values ('NOTE_ADDED', 'DONE')");
                }
                statement.execute("reset role");
                assertThat(Trail.verify(connection).findings()).isEmpty();
                statement.execute("set local session_replication_role = replica");
                statement.execute(tampering.sql());
                assertThat(Trail.verify(connection).findings())
                        .extracting(Finding::fault)
                        .contains(tampering.found());
            } finally {
                connection.rollback();
            }
        });
    }

    /** The check audit-tamper does it five hundred times. */
    @Test
    void somebody_who_makes_hashes_and_heads_fit_is_told_by_the_anchors() {
        superuser().connection(connection -> {
            connection.setAutoCommit(false);
            try {
                var trail = new Tamperings(connection, 7);
                trail.lay(20);
                assertThat(trail.verify().findings()).isEmpty();
                for (var number = 0; number < 13; number++) {
                    var told = trail.once(number);
                    assertThat(told.found()).as(told.toString()).isTrue();
                }
            } finally {
                connection.rollback();
            }
        });
    }

    @Test
    void nobody_but_the_owner_of_the_server_changes_the_trail() {
        for (DSLContext role : new DSLContext[] {console, memberSite(), auditor()}) {
            for (var sql : new String[] {
                "update madoguchi.audit_entry set reason = 'X'",
                "delete from madoguchi.audit_entry",
                "truncate madoguchi.audit_entry",
                "update madoguchi.audit_chain set seq = 0"
            }) {
                assertThatThrownBy(() -> role.execute(sql)).hasStackTraceContaining("permission denied");
            }
        }
        assertThatThrownBy(() ->
                        as("madoguchi_migrator").execute("set role madoguchi_owner; delete from madoguchi.audit_entry"))
                .hasStackTraceContaining("never changed");
    }
}
