package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import jp.madoguchi.Scene;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Role;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;

/** The end of records by the database: every kind at the edge of its period, and everybody who must not be able to. */
final class RetentionCases {

    private static final int MOST = 10_000;

    /** Kinds that count from the end of contract and debt, with their periods as the first rules say. */
    enum Kind {
        CONTACT_RECORD(Period.ofYears(10)),
        LEDGER(Period.ofYears(10)),
        INCOME_FIGURES(Period.ofYears(10)),
        IDENTITY_CHECK(Period.ofYears(7)),
        INCOME_IMAGE(Period.ofYears(1)),
        REFUSED_UPLOAD(Period.ofDays(90)),
        SEARCH_LOG(Period.ofYears(10));

        private final Period period;

        Kind(Period period) {
            this.period = period;
        }

        boolean isOfMembers() {
            return this != REFUSED_UPLOAD && this != SEARCH_LOG;
        }
    }

    /** What is so about the records, and whether they go. */
    enum Situation {
        DUE_TODAY(true),
        DUE_TOMORROW(false),
        HELD(false),
        HOLD_ENDED(true),
        CONTRACT_LIVES(false),
        DEBT_REMAINS(false),
        DEBT_PAID_YESTERDAY(false),
        RECORD_IS_YOUNGER(false);

        private final boolean goes;

        Situation(boolean goes) {
            this.goes = goes;
        }

        boolean appliesTo(Kind kind) {
            return switch (this) {
                case DUE_TODAY, DUE_TOMORROW -> true;
                case HELD, HOLD_ENDED -> kind != Kind.SEARCH_LOG;
                case CONTRACT_LIVES, DEBT_REMAINS, DEBT_PAID_YESTERDAY -> kind.isOfMembers();
                case RECORD_IS_YOUNGER -> kind.isOfMembers() && kind != Kind.LEDGER;
            };
        }
    }

    /** Records of one kind: how many rows there are by a statement, before and after. */
    record Records(String count, String key, int kept) {}

    private final Function<String, DSLContext> as;
    private final DSLContext superuser;
    private final Scene scene;
    private final LocalDate today;
    private final String place;
    private final String staff;
    private final String admin;

    /** @param as connections in the name of a role */
    RetentionCases(Function<String, DSLContext> as) {
        this.as = as;
        this.superuser = as.apply("postgres");
        this.scene = new Scene(superuser, as.apply("member_site"));
        this.today = superuser
                .fetchSingle("select (clock_timestamp() at time zone 'Asia/Tokyo')::date")
                .get(0, LocalDate.class);
        var store = scene.store();
        this.place = store.placeNo().value();
        this.staff = scene.staff(store, Role.CLERK).staffNo().value();
        this.admin = scene.staff(store, Role.ADMIN).staffNo().value();
    }

    /** The last day from which a period is over today, the first day not counted. */
    LocalDate dueFrom(Kind kind) {
        var day = today;
        while (day.plus(kind.period).plusDays(1).isAfter(today)) {
            day = day.minusDays(1);
        }
        return day;
    }

    /** Records of a kind in a situation, the job once, and whether they are gone or all there. */
    void prove(Kind kind, Situation situation) {
        var due = dueFrom(kind);
        var from = situation == Situation.DUE_TOMORROW ? due.plusDays(1) : due;
        var member = scene.member().memberNo();
        var ends = situation == Situation.DEBT_PAID_YESTERDAY || situation == Situation.RECORD_IS_YOUNGER
                ? from.minusYears(1)
                : from;
        var own = situation == Situation.RECORD_IS_YOUNGER
                ? from.plusDays(1)
                : from.minusDays(kind.isOfMembers() ? 3 : 0);
        end(
                member,
                ends,
                situation == Situation.DEBT_REMAINS ? 1 : 0,
                situation == Situation.DEBT_PAID_YESTERDAY ? today.minusDays(1) : ends);
        if (situation == Situation.CONTRACT_LIVES) {
            contract(member);
        }
        var records = make(kind, member, own);
        if (situation == Situation.HELD || situation == Situation.HOLD_ENDED) {
            hold(member, situation == Situation.HOLD_ENDED);
        }
        assertThat(count(records)).as("before").isPositive();
        var before = count(records);

        run(kind);

        assertThat(count(records)).isEqualTo(situation.goes ? records.kept() : before);
    }

    /** A contact that another record refers to stays, without its words and numbers. */
    void referredToIsEmptied() {
        var member = ended(Kind.CONTACT_RECORD);
        var contact = contact(member, dueFrom(Kind.CONTACT_RECORD));
        raw(
                "insert into madoguchi.takeover_report (ref, member_no, kind, at, contact_no, staff_no) values (gen_random_uuid(), ?, 'LOGIN_DENIED', now(), ?, ?)",
                member.value(),
                contact,
                staff);

        run(Kind.CONTACT_RECORD);

        var left = superuser.fetchSingle(
                "select caller_number, closing_note, emptied_at is not null, (select count(*) from madoguchi.contact_note n where n.contact_no = c.contact_no) from madoguchi.contact c where contact_no = ?",
                contact);
        assertThat(left.intoList()).containsExactly(null, null, true, 0L);
        assertThat(run(Kind.CONTACT_RECORD).get("heads", Integer.class))
                .as("not again")
                .isZero();
    }

    /** Count and digest of the answer and of the trail are those of the rows, reckoned here from what a backup would hold. */
    void digestIsThatOfTheRows() throws NoSuchAlgorithmException {
        run(Kind.LEDGER);
        var member = ended(Kind.LEDGER);
        var lines = new ArrayList<String>();
        superuser.transaction(backup -> {
            backup.dsl().execute("set local time zone 'Asia/Tokyo'");
            backup.dsl()
                    .resultQuery(
                            "select 'ledger_entry ' || to_jsonb(l)::text from madoguchi.ledger_entry l where member_no = ?",
                            member.value())
                    .forEach(row -> lines.add(row.get(0, String.class)));
        });
        lines.sort((a, b) -> java.util.Arrays.compareUnsigned(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
        var run = UUID.randomUUID();

        var answer = delete(as.apply("madoguchi_retention"), Kind.LEDGER, run, today);

        var digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.get("records", Long.class)).isEqualTo(lines.size());
        assertThat(answer.get("digest", String.class)).isEqualTo(digest);
        assertThat(entries(run)).singleElement().satisfies(entry -> {
            assertThat(entry.get(0)).isEqualTo("LEDGER");
            assertThat(entry.get(1, String.class))
                    .contains("\"digest\": \"" + digest + "\"", "\"records\": " + lines.size(), "\"heads\": 1");
        });
    }

    /** While one deletes, another takes nothing; then nothing is left, and the trail has one entry. */
    void onlyOneAtATime() {
        run(Kind.LEDGER);
        ended(Kind.LEDGER);
        var first = UUID.randomUUID();
        var second = UUID.randomUUID();
        as.apply("madoguchi_retention").transaction(one -> {
            assertThat(delete(one.dsl(), Kind.LEDGER, first, today).get("heads", Integer.class))
                    .isEqualTo(1);
            var other = delete(as.apply("madoguchi_retention"), Kind.LEDGER, second, today);
            assertThat(other.get("taken", Boolean.class)).isFalse();
            assertThat(other.get("heads", Integer.class)).isZero();
        });
        assertThat(delete(as.apply("madoguchi_retention"), Kind.LEDGER, second, today)
                        .get("heads", Integer.class))
                .isZero();
        assertThat(entries(first)).hasSize(1);
        assertThat(entries(second)).isEmpty();
    }

    /** A server process that dies before its commit leaves records and trail as they were. */
    void brokenOffLeavesAllOrNothing() {
        run(Kind.CONTACT_RECORD);
        var member = ended(Kind.CONTACT_RECORD);
        var contact = contact(member, dueFrom(Kind.CONTACT_RECORD));
        var run = UUID.randomUUID();
        assertThatThrownBy(() -> as.apply("madoguchi_retention").transaction(one -> {
                    var backend =
                            one.dsl().fetchSingle("select pg_backend_pid()").get(0);
                    assertThat(delete(one.dsl(), Kind.CONTACT_RECORD, run, today)
                                    .get("heads", Integer.class))
                            .isEqualTo(1);
                    superuser.fetch("select pg_terminate_backend(?, 5000)", backend);
                }))
                .isInstanceOf(Exception.class);
        assertThat(count(new Records(CONTACT, contact, 0))).isEqualTo(2);
        assertThat(entries(run)).isEmpty();

        run(Kind.CONTACT_RECORD);

        assertThat(count(new Records(CONTACT, contact, 0))).isZero();
    }

    /** A hold that is set while records go waits for them; a deletion waits for the hold, and leaves them. */
    void holdAndDeletionMeet() {
        run(Kind.LEDGER);
        var member = ended(Kind.LEDGER);
        as.apply("console_app").transaction(console -> {
            assertThat(console.dsl()
                            .fetchSingle(
                                    "select madoguchi.hold_member(gen_random_uuid(), ?, '訴訟', ?)",
                                    member.value(),
                                    admin)
                            .get(0))
                    .isEqualTo("HELD");
            assertThatThrownBy(() -> as.apply("madoguchi_retention").transaction(one -> {
                        one.dsl().execute("set local lock_timeout = '200ms'");
                        delete(one.dsl(), Kind.LEDGER, UUID.randomUUID(), today);
                    }))
                    .hasStackTraceContaining("lock timeout");
        });
        assertThat(run(Kind.LEDGER).get("heads", Integer.class)).isZero();
    }

    /** No role of console, site and auditor deletes or changes a row of record that is due; nor does the owner's hand. */
    void nobodyElseRemoves() {
        var member = ended(Kind.CONTACT_RECORD);
        contact(member, dueFrom(Kind.CONTACT_RECORD));
        for (var table : TABLES) {
            for (var role : List.of("console_app", "member_site", "auditor", "madoguchi_retention")) {
                assertThat(state(role, "delete from madoguchi." + table))
                        .as(role + " deletes from " + table)
                        .isEqualTo("42501");
            }
        }
        assertThat(state("postgres", "delete from madoguchi.ledger_entry where member_no = '" + member.value() + "'"))
                .isEqualTo("MD002");
        assertThat(state(
                        "madoguchi_migrator",
                        "set role madoguchi_owner; delete from madoguchi.contact_note where contact_no in (select contact_no from madoguchi.contact where member_no = '"
                                + member.value() + "')"))
                .isEqualTo("MD002");
        for (var role : List.of("console_app", "member_site", "auditor")) {
            assertThat(state(
                            role,
                            "select * from madoguchi.delete_due('LEDGER', gen_random_uuid(), 1, date '2020-01-01')"))
                    .isEqualTo("42501");
        }
    }

    /** The role sees nothing, and deletes for no day to come; were it given DELETE, the guards would still hold what is not due. */
    void theRoleIsBound() {
        var retention = "madoguchi_retention";
        for (var sql : List.of(
                "select * from madoguchi.member",
                "select * from madoguchi.audit_entry",
                "update madoguchi.contract set balance = 0",
                "insert into madoguchi.retention_rule values ('LEDGER', '2001-01-01', 1, null, 'END', 'x')",
                "select madoguchi.take_out('contact', 'true', '{}')",
                "select * from madoguchi.due_heads('LEDGER', date '2100-01-01', 1)",
                "create table madoguchi.mine (id integer)",
                "set role madoguchi_owner")) {
            assertThat(state(retention, sql)).as(sql).isEqualTo("42501");
        }
        assertThat(state(
                        retention,
                        "select * from madoguchi.delete_due('LEDGER', gen_random_uuid(), 1, current_date + 400)"))
                .isEqualTo("MD003");
        assertThat(state(
                        "postgres",
                        "insert into madoguchi.retention_rule values ('LEDGER', '2001-01-01', 9, null, 'END', 'x')"))
                .isEqualTo("23514");
        var young = scene.member().memberNo();
        end(young, today.minusYears(9), 0, today.minusYears(9));
        assertThat(state("postgres", direct(young))).as("not due").isEqualTo("MD002");
        assertThat(state("postgres", direct(ended(Kind.LEDGER)))).as("due").isEqualTo("done");
    }

    /** The trail is not touched: no rule of it deletes. */
    void trailStays() {
        assertThat(superuser
                        .fetchSingle("select count(*) from madoguchi.due_heads('TRAIL', date '2100-01-01', 1)")
                        .get(0))
                .isEqualTo(0L);
    }

    /** As if the role had been given what it has not: deletes the ledger of a member by hand, in a transaction that is undone. */
    private static String direct(MemberNo member) {
        return """
                begin;
                grant usage on type madoguchi.member_no to madoguchi_retention;
                grant select, delete on madoguchi.ledger_entry to madoguchi_retention;
                grant select on madoguchi.ended_member, madoguchi.retention_rule to madoguchi_retention;
                grant execute on function madoguchi.row_is_due(text, text, jsonb), madoguchi.retention_due_on(text, date, date),
                  madoguchi.retention_period(text, date) to madoguchi_retention;
                set local session authorization madoguchi_retention;
                delete from madoguchi.ledger_entry where member_no = '%s';
                rollback""".formatted(member.value());
    }

    private static final List<String> TABLES = List.of(
            "contact",
            "contact_note",
            "payment_promise",
            "hand_off",
            "complaint",
            "ledger_entry",
            "late_charge_waiver",
            "month_end",
            "income_on_file",
            "income_decision",
            "income_decision_undo",
            "income_second_look",
            "income_certificate",
            "income_certificate_paper",
            "income_masking",
            "identity_check",
            "identity_document",
            "phone_check",
            "phone_question",
            "search_visit",
            "retention_hold",
            "retention_rule",
            "audit_entry");

    private static final String CONTACT =
            "select (select count(*) from madoguchi.contact where contact_no = k) + (select count(*) from madoguchi.contact_note where contact_no = k) from (values (cast(? as text))) v(k)";

    private Records make(Kind kind, MemberNo member, LocalDate own) {
        return switch (kind) {
            case CONTACT_RECORD -> new Records(CONTACT, contact(member, own), 0);
            case LEDGER ->
                new Records("select count(*) from madoguchi.ledger_entry where member_no = ?", member.value(), 0);
            case INCOME_FIGURES -> {
                raw(
                        "insert into madoguchi.income_on_file (member_no, annual_income, source, valid_from) values (?, 4000000, 'DECLARED', ?::timestamp at time zone 'Asia/Tokyo')",
                        member.value(),
                        own);
                certificate(member, own, "DECIDED", true);
                yield new Records(
                        "select (select count(*) from madoguchi.income_on_file where member_no = k) + (select count(*) from madoguchi.income_certificate where member_no = k) from (values (cast(? as text))) v(k)",
                        member.value(),
                        0);
            }
            case IDENTITY_CHECK -> {
                var contact = contact(member, own);
                raw("""
                        with c as (
                          insert into madoguchi.identity_check (ref, contact_no, member_no, method, result, staff_no, place_no, at, valid_until)
                          select gen_random_uuid(), contact_no, member_no, 'IN_PERSON', 'PASSED', staff_no, place_no, opened_at, opened_at + interval '50 minutes'
                          from madoguchi.contact where contact_no = ? returning id)
                        insert into madoguchi.identity_document (check_id, kind, issuer, name_matched, birth_matched, address_matched)
                        select id, 'PASSPORT', '外務省', true, true, true from c""", contact);
                yield new Records(
                        "select (select count(*) from madoguchi.identity_check where contact_no = k) + (select count(*) from madoguchi.identity_document d join madoguchi.identity_check i on i.id = d.check_id where i.contact_no = k) from (values (cast(? as text))) v(k)",
                        contact,
                        0);
            }
            case INCOME_IMAGE -> {
                var ref = certificate(member, own, "DECIDED", false);
                yield new Records(
                        "select count(*) from madoguchi.income_certificate i join madoguchi.sealing_key k on k.id = i.pages_key where i.ref::text = ? and k.doomed_at is null",
                        ref,
                        0);
            }
            case REFUSED_UPLOAD -> {
                var ref = certificate(member, own, "WITHDRAWN", true);
                yield new Records("select count(*) from madoguchi.income_certificate where ref::text = ?", ref, 0);
            }
            case SEARCH_LOG -> {
                var id = superuser.fetchSingle("""
                                insert into madoguchi.search_visit (staff_no, began_at, ended_at, ended_by, shown, refused)
                                select ?, at, at, 'LEFT', 1, false from (select (?::date + time '23:59:59') at time zone 'Asia/Tokyo' as at) t returning id""", staff, own).get(0, String.class);
                yield new Records("select count(*) from madoguchi.search_visit where id::text = ?", id, 0);
            }
        };
    }

    private MemberNo ended(Kind kind) {
        var member = scene.member().memberNo();
        var due = dueFrom(kind);
        end(member, due, 0, due);
        return member;
    }

    /** Makes the contract of the scene one that ended, with its ledger as old. */
    private void end(MemberNo member, LocalDate endedOn, long debt, LocalDate movedOn) {
        raw("""
                update madoguchi.contract set state = 'CANCELLED_BY_LENDER', end_reason = 'BREACH', started_on = ?::date - 400, ended_on = ?, moved_on = ?,
                  balance = ?, unpaid_charges = 0 where member_no = ?""", endedOn, endedOn, movedOn, debt, member.value());
    }

    private void contract(MemberNo member) {
        raw("""
                insert into madoguchi.contract (member_no, product_version, state, started_on, credit_limit, apr, balance, due_day)
                values (?, '2010-06', 'ACTIVE', ?::date - 10, 500000, 17.8, 0, 5)""", member.value(), today);
    }

    private String contact(MemberNo member, LocalDate on) {
        var contact = superuser.transactionResult(raw -> {
            raw.dsl().execute("set local session_replication_role = replica");
            return raw.dsl().fetchSingle("""
                            insert into madoguchi.contact (channel, place_no, staff_no, member_no, caller_number, opened_at, closed_at, category, cause, outcome, closing_note)
                            select 'PHONE_IN', ?, ?, ?, '09012345678', at - interval '1 hour', at, 'OTHER', 'UNKNOWN', 'EXPLAINED', '説明した'
                            from (select (?::date + time '23:59:59') at time zone 'Asia/Tokyo' as at) t returning contact_no""", place, staff, member.value(), on).get(0, String.class);
        });
        raw(
                "insert into madoguchi.contact_note (contact_no, at, staff_no, text) select contact_no, opened_at, staff_no, '来電' from madoguchi.contact where contact_no = ?",
                contact);
        return contact;
    }

    /** @param destroyed whether its key was given up on the day and destroyed */
    private String certificate(MemberNo member, LocalDate on, String state, boolean destroyed) {
        var ref = UUID.randomUUID();
        raw("""
                with t as (select (?::date + time '12:00') at time zone 'Asia/Tokyo' as at, ? as gone),
                k as (insert into madoguchi.sealing_key (id, public_key, made_at, used_at, doomed_at, doomed_because, destroyed_at)
                      select ?, decode(repeat('ab', 300), 'hex'), at, at, case when gone then at end, case when gone then 'WITHDRAWN' end, case when gone then at end from t),
                c as (insert into madoguchi.income_certificate (ref, member_no, sending_ref, channel, contact_no, received_by, received_at, state, pages_key, page_count, masked_at)
                      select ?, ?, ?, 'POST', ?, ?, at, ?, ?, 1, at from t)
                insert into madoguchi.income_certificate_paper (certificate_ref, role, page_no, key_id, sealed_key, nonce, sealed, sha256, width, height)
                values (?, 'PAGE', 1, ?, decode(repeat('ab', 300), 'hex'), decode(repeat('ab', 12), 'hex'), null, sha256('x'), 100, 100)""", on, destroyed, ref, ref, member.value(), ref, contact(member, on), staff, state, ref, ref, ref);
        return ref.toString();
    }

    private void hold(MemberNo member, boolean ended) {
        raw(
                "insert into madoguchi.retention_hold (ref, member_no, reason, made_by, made_at, ended_by, ended_at, end_reason) values (gen_random_uuid(), ?, '訴訟', ?, now(), ?, ?::timestamptz, ?)",
                member.value(),
                admin,
                ended ? admin : null,
                ended ? "2100-01-01 00:00+09" : null,
                ended ? "終了" : null);
    }

    /** As the superuser, without triggers: what was long ago. */
    private void raw(String sql, Object... values) {
        superuser.transaction(raw -> {
            raw.dsl().execute("set local session_replication_role = replica");
            raw.dsl().execute(sql, values);
        });
    }

    private long count(Records records) {
        return superuser.fetchSingle(records.count(), records.key()).get(0, Long.class);
    }

    private Record run(Kind kind) {
        return delete(as.apply("madoguchi_retention"), kind, UUID.randomUUID(), today);
    }

    private static Record delete(DSLContext retention, Kind kind, UUID run, LocalDate day) {
        return retention.fetchSingle("select * from madoguchi.delete_due(?, ?, ?, ?)", kind.name(), run, MOST, day);
    }

    private List<Record> entries(UUID run) {
        return new ArrayList<>(superuser.fetch(
                "select reason, details from madoguchi.audit_entry where action = 'RETENTION_DELETED' and details like ?",
                "%" + run + "%"));
    }

    private String state(String role, String sql) {
        try {
            as.apply(role).execute(sql);
            return "done";
        } catch (DataAccessException refused) {
            return refused.sqlState();
        }
    }
}
