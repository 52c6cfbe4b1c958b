package jp.madoguchi.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.ReviewedTable;
import jp.madoguchi.Scene;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.Decision;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.login.LoginStates;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** Signs of account takeover from facts, the lock that comes first, the clearing that nobody does alone. */
class TakeoverTest extends ConsoleTest {

    @Autowired
    BeanFactory beans;

    @Autowired
    TakeoverSigns signs;

    @Autowired
    TakeoverClearings clearings;

    @Autowired
    Approvals approvals;

    private Scene scene;

    @BeforeEach
    void people() {
        scene = scene();
    }

    @Test
    void the_reviewed_cases_show_exactly_these_signs() {
        var otherwise = new ArrayList<String>();
        for (var cells : ReviewedTable.rows("/takeover/cases.tsv")) {
            var facts = new Facts(scene, beans);
            if (!cells[1].isEmpty()) {
                List.of(cells[1].split("; ")).forEach(facts::add);
            }
            var shown = facts.signs();
            if (!shown.equals(cells[2].equals("-") ? "" : cells[2])) {
                otherwise.add(cells[0] + ": " + shown + " instead of " + cells[2] + " (" + cells[3] + ")");
            }
        }

        assertThat(otherwise).isEmpty();
    }

    @Test
    void an_agent_locks_first_by_phone_and_the_signs_are_kept_as_evidence() {
        var call = Counter.open(beans, scene.staff(scene.callCenter(), Role.AGENT), scene.member(), Channel.PHONE_IN);
        var click = OperationId.make();
        call.work(() ->
                signs.report(OperationId.make(), call.contact(), call.member().memberNo(), Heard.LOGIN_DENIED));

        var lockedAt =
                call.work(() -> signs.lock(click, call.contact(), call.member().memberNo()));

        assertThat(call.work(
                        () -> signs.lock(click, call.contact(), call.member().memberNo())))
                .as("a second click locks nothing more")
                .isEqualTo(lockedAt);
        assertThatThrownBy(() -> call.work(() -> signs.lock(
                        OperationId.make(), call.contact(), call.member().memberNo())))
                .isInstanceOfSatisfying(
                        NotAllowed.class, why -> assertThat(why.rule()).isEqualTo(Reason.TAKEOVER_LOCKED_ALREADY));
        assertThat(scene.attempt(call.member(), true)).isEqualTo("LOCKED");
        assertThat(superuser()
                        .fetchValue(
                                "select signs->0->>'sign' from madoguchi.takeover_lock where member_no = ?",
                                no(call.member())))
                .isEqualTo("LOGIN_DENIED");
        assertThat(scene.outbox(call.member().memberNo()))
                .as("whoever took it over would read it")
                .isEmpty();
        assertThat(scene.trail(call.member().memberNo())).contains("TAKEOVER_REPORTED DONE", "TAKEOVER_LOCKED DONE");
        assertThatThrownBy(() -> clear(call)).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void only_a_second_person_clears_it_in_person_and_answers_all_signs() {
        var counter = Counter.open(beans, scene, scene.store(), scene.member());
        counter.work(() -> signs.report(
                OperationId.make(), counter.contact(), counter.member().memberNo(), Heard.CALL_BACK_REFUSED));
        superuser()
                .execute(
                        "insert into madoguchi.attention_flag (member_no, kind, valid_from) values (?,"
                                + " 'TAKEOVER_SUSPECTED', now() - interval '1 hour')",
                        no(counter.member()));
        counter.work(() -> signs.lock(
                OperationId.make(), counter.contact(), counter.member().memberNo()));
        assertThatThrownBy(() -> clear(counter))
                .isInstanceOfSatisfying(
                        NotAllowed.class, why -> assertThat(why.rule()).isEqualTo(Reason.CHECK_NEEDED));
        counter.pass();
        assertThatThrownBy(() -> console.execute(
                        "update madoguchi.login_lock l set cleared_at = clock_timestamp(), cleared_by = c.staff_no,"
                                + " cleared_place_no = c.place_no, cleared_contact_no = c.contact_no, cleared_check_id ="
                                + " i.id, clear_reason = 'MEMBER_CONFIRMED' from madoguchi.contact c join"
                                + " madoguchi.identity_check i on i.contact_no = c.contact_no where c.contact_no = ? and"
                                + " l.member_no = c.member_no",
                        counter.contact().value()))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("with a second person");

        var request = clear(counter);

        assertThat(kinds(counter.member())).contains(Sign.LOCKED, Sign.CALL_BACK_REFUSED, Sign.FLAGGED);
        var supervisor = scene.staff(scene.store(), Role.SUPERVISOR);
        Counter.as(supervisor, () -> approvals.decide(OperationId.make(), request, new Decision.Approve("本人と確認した")));
        assertThat(kinds(counter.member())).isEmpty();
        assertThat(scene.attempt(counter.member(), true)).isEqualTo("SUCCESS");
        assertThat(superuser()
                        .fetchValue(
                                "select end_reason from madoguchi.attention_flag where member_no = ?",
                                no(counter.member())))
                .isEqualTo("OVER");
    }

    /** The sentences that may be said are those of a member without a sign; none of them hints at one. */
    @Test
    void nothing_of_it_is_ever_among_what_is_said_or_sent() {
        var call = Counter.open(beans, scene.staff(scene.callCenter(), Role.AGENT), scene.member(), Channel.PHONE_IN);
        scene.attempt(call.member(), false);
        var states = beans.getBean(LoginStates.class);
        var before = call.work(() -> states.read(call.member().memberNo()));
        for (var heard : Heard.values()) {
            call.work(() -> signs.report(
                    OperationId.make(), call.contact(), call.member().memberNo(), heard));
        }

        var after = call.work(() -> states.read(call.member().memberNo()));

        assertThat(kinds(call.member())).hasSize(Heard.values().length);
        assertThat(after.diagnosis()).isEqualTo(before.diagnosis());
        assertThat(after.sentences()).isEqualTo(before.sentences());
        var hint = "不正|乗っ取|なりすまし|兆候|疑い";
        assertThat(superuser().fetchValue("select count(*) from madoguchi.call_sentence where words ~ ?", hint))
                .isEqualTo(0L);
        assertThat(superuser()
                        .fetchValue(
                                "select count(*) from madoguchi.message_template where coalesce(subject, '') || body ~"
                                        + " ?",
                                hint))
                .isEqualTo(0L);
    }

    @Test
    void the_page_shows_signs_with_evidence_to_whoever_may_lock_and_to_nobody_else() {
        var counter = Counter.open(beans, scene, scene.store(), scene.member());
        counter.work(() -> signs.report(
                OperationId.make(), counter.contact(), counter.member().memberNo(), Heard.LOGIN_DENIED));
        Scene.signIn(counter.clerk());
        var panel = beans.getBean(TakeoverTab.class).create(counter.member().memberNo());
        UI.getCurrent().add(panel);

        assertThat(words(panel))
                .contains("ログインに心当たりなし", counter.contact().value(), "先にロックする")
                .doesNotContain("takeover.");
        assertThat(beans.getBean(TakeoverBadge.class).chips(counter.member().memberNo()))
                .singleElement()
                .satisfies(chip -> assertThat(chip.getText()).contains("1件"));
        assertThat(scene.trail(counter.member().memberNo())).contains("TAKEOVER_SIGNS_READ DONE");
        Scene.signIn(scene.staff(scene.store(), Role.MANAGER));
        assertThat(beans.getBean(LockFirstAct.class).create(counter.member().memberNo()))
                .isEmpty();
        Scene.signIn(scene.staff(scene.store(), Role.ADMIN));
        assertThat(beans.getBean(TakeoverBadge.class).chips(counter.member().memberNo()))
                .isEmpty();
    }

    // Helpers
    // -----------------------------------------------------------------------------------------------------------

    private UUID clear(Counter desk) {
        return desk.work(() -> clearings.ask(
                OperationId.make(),
                desk.contact(),
                desk.member().memberNo(),
                new TakeoverClearing(TakeoverClearing.Reason.MEMBER_CONFIRMED)));
    }

    private List<Sign> kinds(Scene.Member member) {
        var clerk = scene.staff(scene.store(), Role.CLERK);
        return Counter.as(clerk, () -> signs.read(member.memberNo())).signs().stream()
                .map(TakeoverSign::sign)
                .toList();
    }

    private static String no(Scene.Member member) {
        return member.memberNo().value();
    }

    /** One member and what happened to the account; times are hours before now, or a Tokyo time some days ago. */
    private static final class Facts {

        private final DSLContext db;
        private final Scene.Member member;
        private final String no;
        private final Instant now = Instant.now();
        private final BeanFactory beans;
        private final Scene scene;
        private String contact = "";
        private boolean ledgerBegun;

        Facts(Scene scene, BeanFactory beans) {
            this.scene = scene;
            this.beans = beans;
            db = scene.superuser();
            member = scene.member();
            no = member.memberNo().value();
        }

        void add(String step) {
            var words = step.split(" ");
            var at = time(words[1]);
            switch (words[0]) {
                case "email" -> {
                    end("member_email", at);
                    db.execute(
                            "insert into madoguchi.member_email (member_no, address, valid_from) values (?, 'new' || ?"
                                    + " || '@example.com', cast(? as timestamptz))",
                            no,
                            no,
                            at);
                }
                case "phone" -> {
                    end("member_phone", at);
                    db.execute(
                            "insert into madoguchi.member_phone (member_no, birth_date, kind, digits, valid_from)"
                                    + " select member_no, birth_date, 'MOBILE', '0900' || right(member_no::text, 7),"
                                    + " cast(? as timestamptz) from madoguchi.member where member_no = ?",
                            at,
                            no);
                }
                case "account" -> {
                    end("bank_account", at);
                    db.execute(
                            "insert into madoguchi.bank_account (member_no, bank, last3, valid_from) values (?,"
                                    + " 'ゆうちょ銀行', '999', cast(? as timestamptz))",
                            no,
                            at);
                }
                case "draw" -> {
                    if (!ledgerBegun) {
                        // What a test's member owes is of today; a draw of the past needs a ledger that began before
                        // it.
                        scene.neverRepaid(member.memberNo());
                        scene.owesSince(member.memberNo(), Tokyo.date(now).minusDays(399));
                        ledgerBegun = true;
                    }
                    db.execute(
                            "select madoguchi.enter_in_ledger(gen_random_uuid(), (select id from madoguchi.contract"
                                    + " where member_no = ?), 'BORROWING', cast(? as bigint), 'APP', (cast(? as"
                                    + " timestamptz) at time zone 'Asia/Tokyo')::date, 'MEMBER_SITE', null, null, cast(?"
                                    + " as timestamptz))",
                            no,
                            words[2],
                            at,
                            at);
                }
                case "address" -> {
                    end("member_address", at);
                    db.execute(
                            "insert into madoguchi.member_address (member_no, postal_code, prefecture, municipality,"
                                    + " street, valid_from) values (?, '1500002', '東京都', '渋谷区', '渋谷1-1', cast(? as"
                                    + " timestamptz))",
                            no,
                            at);
                }
                case "login" -> attempt(no, at, "SUCCESS", words[2], null);
                case "fail" -> attempt(no, at, "WRONG_SECRET", "phone", member.networkAddress());
                case "others" -> {
                    for (var other = 0; other < Integer.parseInt(words[2]); other++) {
                        attempt("90000000" + other, at, "WRONG_SECRET", "phone", member.networkAddress());
                    }
                }
                case "webid" -> {
                    db.execute(
                            "update madoguchi.web_id set ended_at = cast(? as timestamptz), end_reason = 'REISSUED'"
                                    + " where member_no = ? and ended_at is null",
                            at,
                            no);
                    db.execute(
                            "insert into madoguchi.web_id (web_id, member_no, issued_at) values (?, ?, cast(? as"
                                    + " timestamptz))",
                            "New"
                                    + UUID.randomUUID()
                                            .toString()
                                            .replace("-", "")
                                            .substring(0, 12) + "7",
                            no,
                            at);
                }
                case "pin" ->
                    db.execute(
                            "insert into madoguchi.secret_change (member_no, secret, after_reset, channel, at) values"
                                    + " (?, 'PIN', true, 'APP', cast(? as timestamptz))",
                            no,
                            at);
                case "denied" -> heard("LOGIN_DENIED", at);
                case "refused" -> heard("CALL_BACK_REFUSED", at);
                case "unreported" -> heard("CHANGE_DENIED", at);
                case "flag" ->
                    db.execute(
                            "insert into madoguchi.attention_flag (member_no, kind, valid_from, valid_to) values (?,"
                                    + " 'TAKEOVER_SUSPECTED', cast(? as timestamptz), cast(? as timestamptz))",
                            no,
                            at,
                            words.length > 2 ? time(words[2]) : null);
                case "lock" ->
                    db.execute(
                            "insert into madoguchi.login_lock (member_no, kind, cause, stops_member_page, stops_app,"
                                    + " stops_atm, stops_card_login, stops_web_id_login, locked_at, locked_by) select ?,"
                                    + " 'TAKEOVER', 'SUSPECTED_BY_STAFF', true, true, true, true, true, cast(? as"
                                    + " timestamptz), staff_no from madoguchi.contact where contact_no = ?",
                            no,
                            at,
                            contact());
                case "cleared" -> clear(at);
                default -> throw new IllegalArgumentException(step);
            }
        }

        /** The guard asks for the check of a contact that is open now; this clearing lies back. */
        private void clear(String at) {
            db.transaction(transaction -> {
                transaction.dsl().execute("set local session_replication_role = replica");
                transaction
                        .dsl()
                        .execute(
                                "update madoguchi.login_lock l set cleared_at = cast(? as timestamptz), cleared_by ="
                                        + " c.staff_no, cleared_place_no = c.place_no, cleared_contact_no = c.contact_no,"
                                        + " cleared_check_id = i.id, clear_reason = 'SECRETS_RENEWED' from"
                                        + " madoguchi.contact c join madoguchi.identity_check i on i.contact_no ="
                                        + " c.contact_no where c.contact_no = ? and l.member_no = c.member_no and l.kind ="
                                        + " 'TAKEOVER' and l.cleared_at is null",
                                at,
                                contact());
            });
        }

        String signs() {
            return String.join(
                    " ",
                    db.resultQuery(
                                    "select sign from madoguchi.takeover_signs(?, cast(? as timestamptz)) order by"
                                            + " sign",
                                    no,
                                    now.toString())
                            .fetchInto(String.class));
        }

        private void heard(String kind, String at) {
            var other = Counter.open(beans, scene, scene.store(), member);
            db.execute(
                    "insert into madoguchi.takeover_report (ref, member_no, kind, at, contact_no, staff_no) values"
                            + " (gen_random_uuid(), ?, ?, cast(? as timestamptz), ?, ?)",
                    no,
                    kind,
                    at,
                    other.contact().value(),
                    other.clerk().staffNo().value());
        }

        private String contact() {
            if (contact.isEmpty()) {
                contact = Counter.open(beans, scene, scene.store(), member)
                        .pass()
                        .contact()
                        .value();
            }
            return contact;
        }

        private void end(String table, String at) {
            db.execute(
                    "update madoguchi." + table
                            + " set valid_to = cast(? as timestamptz) where member_no = ? and valid_to is null",
                    at,
                    no);
        }

        private void attempt(String whose, String at, String outcome, String device, String address) {
            db.execute(
                    "insert into madoguchi.login_attempt (at, member_no, id_kind, id_digest, id_shown, channel,"
                            + " outcome, counted, device, source_address) values (cast(? as timestamptz), ?, 'WEB_ID',"
                            + " sha256('x'), 'te', 'APP', ?, false, ?, cast(? as inet))",
                    at,
                    whose,
                    outcome,
                    device,
                    address);
        }

        private String time(String word) {
            var day = word.indexOf('@');
            return (day < 0
                            ? now.plusSeconds(Long.parseLong(word) * 3600)
                            : Tokyo.date(now)
                                    .minusDays(Long.parseLong(word.substring(0, day)))
                                    .atTime(LocalTime.parse(word.substring(day + 1)))
                                    .atZone(Tokyo.ZONE)
                                    .toInstant())
                    .toString();
        }
    }
}
