package jp.madoguchi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.Decision;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.login.Clearing;
import jp.madoguchi.login.Reset;
import jp.madoguchi.login.Resets;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The statements of db/README.md that no role may run, each run in the name of its role. */
class NeverAllowedTest extends ConsoleTest {

    private static final Pattern ROW = Pattern.compile("\\| (\\w+) \\| `(.+)` \\| (\\w{5}) \\|");
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    @Autowired
    ApplicationContext beans;

    private record Statement(String role, String sql, String refusal) {

        static Statement read(String line) {
            var row = ROW.matcher(line);
            assertThat(row.matches()).as(line).isTrue();
            return new Statement(row.group(1), row.group(2), row.group(3));
        }
    }

    @Test
    void the_database_refuses_each_of_them_for_the_reason_that_is_written_there() throws IOException {
        var statements = statements();
        assertThat(statements).hasSizeGreaterThan(150);
        assertThat(statements)
                .extracting(Statement::role)
                .containsAll(
                        Set.of("console_app", "member_site", "auditor", "madoguchi_migrator", "madoguchi_retention"));
        var rows = rows();

        var otherwise = new ArrayList<String>();
        for (var statement : statements) {
            var answer = answer(statement.role(), fill(statement.sql(), rows));
            if (!answer.equals(statement.refusal())) {
                otherwise.add(statement + " -> " + answer);
            }
        }

        assertThat(otherwise).isEmpty();
    }

    private static List<Statement> statements() throws IOException {
        try (var lines = Files.lines(Path.of("db/README.md"))) {
            return lines.dropWhile(line -> !line.equals("## What no role may ever do"))
                    .filter(line -> line.startsWith("| ") && line.contains("`"))
                    .map(Statement::read)
                    .toList();
        }
    }

    private static String fill(String sql, Map<String, Object> rows) {
        return NAME.matcher(sql).replaceAll(name -> {
            assertThat(rows).containsKey(name.group(1));
            return "'" + rows.get(name.group(1)) + "'";
        });
    }

    private String answer(String role, String sql) {
        try {
            as(role).execute(sql);
            return "done";
        } catch (DataAccessException refused) {
            return refused.sqlState();
        }
    }

    /** A counter, a phone, a closed case: rows for which the statements would take effect. */
    private Map<String, Object> rows() {
        var scene = scene();
        var store = scene.store();
        var callCenter = scene.callCenter();
        var approvals = beans.getBean(Approvals.class);
        var supervisor = scene.staff(callCenter, Role.SUPERVISOR);
        var operation = OperationId.make();

        var counter = Counter.open(beans, scene, store, scene.locked()).fail().pass();
        counter.note("来店");
        var waiting = counter.clear(operation).request();
        var bare = Counter.open(beans, scene, store, scene.locked());
        var phone = Counter.open(beans, scene.staff(callCenter, Role.AGENT), scene.locked(), Channel.PHONE_IN);
        var closed = Counter.open(beans, scene, store, scene.locked()).fail().pass();
        var decided = closed.clear(OperationId.make()).request();
        Counter.as(supervisor, () -> approvals.decide(OperationId.make(), decided, new Decision.Approve("確認しました")));
        closed.close();
        scene.lock(closed.member());
        var reset = Counter.open(beans, scene, store, scene.member()).pass();
        var byMail = new Reset(Clearing.Secret.PIN, Reset.Delivery.MAIL, Reset.Reason.FORGOTTEN);
        reset.work(() -> beans.getBean(Resets.class)
                .start(OperationId.make(), reset.contact(), reset.member().memberNo(), byMail));

        authenticators(counter.clerk().staffNo(), bare.clerk().staffNo());

        var rows = new HashMap<String, Object>();
        rows.put("member", counter.member().memberNo());
        rows.put("contact", counter.contact());
        rows.put("clerk", counter.clerk().staffNo());
        rows.put("lock", lock(counter, "cleared_at is null"));
        rows.put("check", check(counter, "PASSED"));
        rows.put("failed_check", check(counter, "FAILED"));
        rows.put("note", one("select id from madoguchi.contact_note where contact_no = ?", counter.contact()));
        rows.put("operation", operation);
        rows.put("waiting", waiting);
        rows.put("bare_member", bare.member().memberNo());
        rows.put("bare_contact", bare.contact());
        rows.put("bare_clerk", bare.clerk().staffNo());
        rows.put("bare_lock", lock(bare, "cleared_at is null"));
        rows.put("expired", expired(bare));
        rows.put("agent", phone.clerk().staffNo());
        rows.put("call_center", callCenter.placeNo());
        rows.put("phone_contact", phone.contact());
        rows.put("phone_lock", lock(phone, "cleared_at is null"));
        rows.put("phone_check", phoneCheck(phone));
        rows.put("closed_contact", closed.contact());
        rows.put("closed_clerk", closed.clerk().staffNo());
        rows.put("closed_check", check(closed, "PASSED"));
        rows.put("closed_lock", lock(closed, "cleared_at is not null"));
        rows.put("locked_again", lock(closed, "cleared_at is null"));
        rows.put("decided", decided);
        rows.put("supervisor", supervisor.staffNo());
        rows.put("store", store.placeNo());
        rows.put("other_store", scene.store().placeNo());
        rows.put("other_clerk", scene.staff(store, Role.CLERK).staffNo());
        var admin = scene.staff(store, Role.ADMIN).staffNo();
        rows.put("admin", admin);
        rows.put("second_admin", scene.staff(store, Role.ADMIN).staffNo());
        rows.put("staff_change", staffChange(admin, counter.clerk().staffNo()));
        rows.put("key", superuser().fetchSingle("""
                        insert into madoguchi.sealing_key (id, public_key, made_at, used_at)
                        values (gen_random_uuid(), decode(repeat('ab', 400), 'hex'), now(), now()) returning id""").get(0));
        return rows;
    }

    /** What one admin wants the clerk to be; it waits for another. */
    private Object staffChange(StaffNo maker, StaffNo clerk) {
        return console.fetchSingle("""
                        select madoguchi.send_staff_change(gen_random_uuid(), s.staff_no::text, s.version, s.sign_in_name, s.family, s.given, s.family_kana,
                          s.given_kana, 'ACTIVE', s.valid_from, null, array['ADMIN'], array[]::text[], current_date + 1, false, 'test', ?)
                        from madoguchi.staff s where s.staff_no = ?""", maker.value(), clerk.value()).get(0);
    }

    /** One in force with a recovery code that was used; one that has ended. */
    private void authenticators(Object inForce, Object ended) {
        superuser().execute("""
                with app as (
                  insert into madoguchi.staff_authenticator (staff_no, sealed, key_name, made_at, confirmed_at, last_step)
                  values (?, decode(repeat('ab', 60), 'hex'), '0123456789abcdef', now(), now(), 1000) returning id)
                insert into madoguchi.recovery_code (authenticator_id, digest, used_at) select id, repeat('a', 64), now() from app\
                """, inForce.toString());
        superuser().execute("""
                insert into madoguchi.staff_authenticator (staff_no, sealed, key_name, made_at, ended_at, end_reason)
                values (?, decode(repeat('ab', 60), 'hex'), '0123456789abcdef', now(), now(), 'ABANDONED')\
                """, ended.toString());
    }

    private Object lock(Counter counter, String which) {
        return one(
                "select ref from madoguchi.login_lock where member_no = ? and " + which,
                counter.member().memberNo());
    }

    private Object check(Counter counter, String result) {
        return one(
                "select id from madoguchi.identity_check where result = '" + result + "' and contact_no = ?",
                counter.contact());
    }

    private Object phoneCheck(Counter phone) {
        return one("""
                insert into madoguchi.identity_check (ref, contact_no, member_no, method, result, staff_no, place_no, at, valid_until)
                select gen_random_uuid(), contact_no, member_no, 'PHONE', 'PASSED', staff_no, place_no, clock_timestamp(), clock_timestamp() + interval '59 minutes'
                from madoguchi.contact where contact_no = ? returning id\
                """, phone.contact());
    }

    private Object expired(Counter counter) {
        return one("""
                insert into madoguchi.approval (ref, operation, member_no, contact_no, place_no, reason, payload, facts, maker, made_at, expires_at)
                select gen_random_uuid(), 'CLEAR_LOCK', member_no, contact_no, place_no, 'CLEARED_OFTEN', '{}', '', staff_no, now() - interval '1 hour', now() - interval '45 minutes'
                from madoguchi.contact where contact_no = ? returning ref\
                """, counter.contact());
    }

    private Object one(String sql, Object argument) {
        return superuser().fetchSingle(sql, argument.toString()).get(0);
    }
}
