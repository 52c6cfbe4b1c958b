package jp.madoguchi.login;

import static org.assertj.core.api.Assertions.assertThat;

import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The states of a member stand beside each other and are never merged (DOMAIN R29). */
class MemberStatesTest extends ConsoleTest {

    @Autowired
    LoginStates states;

    private Scene scene;

    @BeforeEach
    void a_clerk_looks() {
        scene = scene();
        Scene.signIn(scene.staff(scene.store(), Role.CLERK));
    }

    @AfterEach
    void sign_out() {
        Scene.signOut();
    }

    @Test
    void one_member_is_active_limit_0_late_locked_and_dormant_at_once() {
        var member = scene.locked();
        change(
                member,
                "update madoguchi.contract set credit_limit = 0, started_on = current_date - interval '5 years' where member_no = ?");
        change(
                member,
                "insert into madoguchi.delinquency (member_no, due_on, amount) values (?, current_date - 20, 8000)");

        var state = states.read(member.memberNo());

        assertThat(state.isLocked()).isTrue();
        assertThat(state.diagnosis().causes()).containsExactly(Cause.DORMANT, Cause.LOCKED);
        assertThat(state.diagnosis().limitZero()).isTrue();
        assertThat(state.diagnosis().lateSince()).isNotNull();
        assertThat(console.fetchValue(
                        "select credit_limit from madoguchi.contract where member_no = ?",
                        member.memberNo().value()))
                .isEqualTo(0L);
        assertThat(scene.attempt(member, true)).isEqualTo("DORMANT");
    }

    @Test
    void a_member_who_paid_off_logs_in() {
        var member = scene.member();
        scene.owes(member.memberNo(), 0);
        assertThat(scene.attempt(member, true)).isEqualTo("SUCCESS");
    }

    @Test
    void limit_0_and_being_late_do_not_stop_login() {
        var member = scene.member();
        change(member, "update madoguchi.contract set credit_limit = 0 where member_no = ?");
        change(
                member,
                "insert into madoguchi.borrowing_stop (member_no, reason, stopped_at) values (?, 'REVIEW', now())");
        change(
                member,
                "insert into madoguchi.delinquency (member_no, due_on, amount) values (?, current_date - 20, 8000)");
        assertThat(scene.attempt(member, true)).isEqualTo("SUCCESS");
    }

    @Test
    void a_cancelled_contract_comes_before_every_other_cause() {
        var member = scene.locked();
        change(
                member,
                "update madoguchi.contract set state = 'CANCELLED_BY_LENDER', ended_on = current_date, end_reason = 'LONG_DELINQUENCY' where member_no = ?");
        assertThat(scene.attempt(member, true)).isEqualTo("CANCELLED");
        assertThat(states.read(member.memberNo()).isLocked()).isTrue();
    }

    @Test
    void a_retired_id_is_told_from_an_unknown_one() {
        var member = scene.member();
        change(member, "update madoguchi.web_id set ended_at = now(), end_reason = 'REISSUED' where member_no = ?");
        assertThat(scene.attempt(member, true)).isEqualTo("RETIRED_ID");
        assertThat(
                        memberSite()
                                .fetchValue(
                                        "select outcome from member_site.record_login_attempt('WEB_ID', 'NoSuch99', true, 'APP')"))
                .isEqualTo("UNKNOWN_ID");
    }

    @Test
    void a_success_and_a_clearing_start_the_count_anew() {
        var member = scene.member();
        for (var i = 0; i < 4; i++) {
            scene.attempt(member, false);
        }
        assertThat(states.read(member.memberNo()).attemptsLeft()).isEqualTo(1);
        scene.attempt(member, true);
        assertThat(states.read(member.memberNo()).attemptsLeft()).isEqualTo(5);
        for (var i = 0; i < 4; i++) {
            scene.attempt(member, false);
        }
        assertThat(states.read(member.memberNo()).isLocked()).isFalse();
        scene.attempt(member, false);
        assertThat(states.read(member.memberNo()).isLocked()).isTrue();
    }

    @Test
    void failures_older_than_a_day_do_not_count() {
        var member = scene.member();
        for (var hours : new int[] {30, 29, 28, 27}) {
            superuser()
                    .execute(
                            "select madoguchi.record_login_attempt('WEB_ID', ?, false, 'APP', 'test', null, clock_timestamp() - make_interval(hours => ?))",
                            member.webId(),
                            hours);
        }
        assertThat(states.read(member.memberNo()).attemptsLeft()).isEqualTo(5);
        scene.attempt(member, false);
        assertThat(states.read(member.memberNo()).attemptsLeft()).isEqualTo(4);
    }

    @Test
    void maintenance_is_recorded_and_not_counted_and_its_end_is_open() {
        var member = scene.member();
        // Monday 2101-01-03: the weekly rule is in force in the calendar of tests, from 2100 on.
        superuser().execute("select madoguchi.ensure_partitions_between(date '2101-01-01', date '2101-01-31')");
        superuser()
                .execute(
                        "insert into madoguchi.reactivation (member_no, at) values (?, timestamptz '2100-12-01 00:00+09')",
                        member.memberNo().value());
        assertThat(at(member, "2101-01-02 23:59:59.999999+09")).isEqualTo("SUCCESS");
        assertThat(at(member, "2101-01-03 00:00:00+09")).isEqualTo("MAINTENANCE");
        assertThat(at(member, "2101-01-03 06:59:59.999999+09")).isEqualTo("MAINTENANCE");
        assertThat(at(member, "2101-01-03 07:00:00+09")).isEqualTo("SUCCESS");
    }

    private String at(Scene.Member member, String time) {
        return superuser()
                .fetchSingle(
                        "select outcome from madoguchi.record_login_attempt('WEB_ID', ?, true, 'MEMBER_PAGE', 'test', null, ?::timestamptz)",
                        member.webId(),
                        time)
                .get(0, String.class);
    }

    private void change(Scene.Member member, String sql) {
        superuser().execute(sql, member.memberNo().value());
    }
}
