package jp.madoguchi.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import java.time.LocalDate;
import java.util.ArrayList;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

class PointsTest extends ConsoleTest {

    @Autowired
    BeanFactory beans;

    @Autowired
    Points points;

    private Scene scene;
    private Scene.Member member;
    private Counter counter;

    @BeforeEach
    void a_member_stands_at_the_counter() {
        scene = scene();
        member = scene.member();
        counter = Counter.open(beans, scene, scene.store(), member);
    }

    @Test
    void balance_and_benefits_are_shown_after_a_check_only_and_the_reading_is_recorded() {
        apply();
        earn("SIGN_UP", 100, 60);
        earn("INCOME_CERTIFICATE", 160, 50);
        spend("INTEREST_FREE_7", -250, 2);
        assertThat(counter.work(() -> points.account(member.memberNo()))).isEmpty();
        assertThat(counter.work(() -> points.ledger(member.memberNo(), null))).isEmpty();
        assertThat(scene.trail(member.memberNo())).doesNotContain("POINTS_READ DONE");
        counter.pass();

        var account = counter.work(() -> points.account(member.memberNo())).orElseThrow();

        assertThat(account.balance()).isEqualTo(10);
        assertThat(account.appliedAt()).isNotNull();
        assertThat(account.inForce()).singleElement().satisfies(held -> {
            assertThat(held.benefit()).isEqualTo(Benefit.INTEREST_FREE_7);
            assertThat(held.untilOn()).isEqualTo(scene.today().minusDays(2).plusDays(6));
        });
        assertThat(account.earning())
                .contains(
                        new PointAccount.Earning(Occasion.SIGN_UP, 100, 100),
                        new PointAccount.Earning(Occasion.NOTICE_READ, 5, 20));
        assertThat(account.spending().getFirst()).isEqualTo(new PointAccount.Spending(Benefit.ATM_FEE_FREE, 40, null));
        assertThat(scene.trail(member.memberNo())).contains("POINTS_READ DONE");
    }

    @Test
    void the_ledger_is_read_page_by_page_and_each_balance_is_the_sum_so_far() {
        apply();
        for (var day = 90; day > 90 - Points.PAGE - 5; day--) {
            earn("FIRST_LOGIN", 10, day);
        }
        counter.pass();

        var lines = new ArrayList<>(counter.work(() -> points.ledger(member.memberNo(), null)));
        assertThat(lines).hasSize(Points.PAGE);
        lines.addAll(counter.work(() -> points.ledger(member.memberNo(), lines.getLast())));

        assertThat(lines).hasSize(Points.PAGE + 5).doesNotHaveDuplicates();
        for (var i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i).balance()).isEqualTo(10 * (lines.size() - i));
        }
    }

    @Test
    void nobody_spends_what_is_not_there_earns_without_applying_or_rewrites_the_ledger() {
        assertThatThrownBy(() -> earn("SIGN_UP", 100, 1)).hasMessageContaining("application_id");
        apply();
        earn("SIGN_UP", 100, 1);
        assertThatThrownBy(() -> spend("INTEREST_FREE_7", -250, 1)).hasMessageContaining("has not so many points");
        assertThatThrownBy(() -> superuser()
                        .execute(
                                "update madoguchi.point_entry set points = 1000 where member_no = ?",
                                member.memberNo().value()))
                .isNotNull();
        assertThatThrownBy(() -> console.execute(
                        "insert into madoguchi.point_entry (member_no, application_id, at, occasion, points) select member_no, id, now(), 'SIGN_UP', 100 from madoguchi.point_application where member_no = ?",
                        member.memberNo().value()))
                .hasStackTraceContaining("permission denied");
    }

    @ParameterizedTest
    @CsvSource({
        "ATM_FEE_FREE, 2026-11-01, 2026-12-31",
        "ATM_FEE_FREE, 2026-11-30, 2026-12-31",
        "ATM_FEE_FREE, 2026-12-31, 2027-01-31",
        "ATM_FEE_FREE, 2028-01-31, 2028-02-29",
        "INTEREST_FREE_7, 2026-12-28, 2027-01-03",
        "INTEREST_FREE_15, 2028-02-20, 2028-03-05",
        "INTEREST_FREE_30, 2026-11-01, 2026-11-30"
    })
    void a_benefit_ends_as_its_rule_says(String benefit, LocalDate from, LocalDate until) {
        assertThat(superuser()
                        .resultQuery("select madoguchi.point_benefit_until(?, ?)", benefit, from)
                        .fetchSingle(0, LocalDate.class))
                .isEqualTo(until);
    }

    @Test
    void the_tab_says_what_is_in_force_and_what_earns_points() {
        apply();
        earn("SIGN_UP", 100, 3);
        spend("ATM_FEE_FREE", -40, 1);
        Scene.signIn(counter.clerk());
        var hidden = beans.getBean(PointsTab.class).create(member.memberNo());
        assertThat(words(hidden)).contains("本人確認の後に表示します").doesNotContain("残高");
        Scene.signOut();
        counter.pass();
        Scene.signIn(counter.clerk());

        var tab = beans.getBean(PointsTab.class).create(member.memberNo());
        UI.getCurrent().add(tab);

        assertThat(words(tab))
                .contains("60ポイント")
                .contains("提携ATM手数料無料(翌月末まで)")
                .contains("5から20ポイント")
                .contains("700ポイントで利用")
                .contains("+100")
                .contains("−40");
    }

    private void apply() {
        superuser()
                .execute(
                        "insert into madoguchi.point_application (member_no, applied_at) values (?, now() - interval '100 days')",
                        member.memberNo().value());
    }

    private void earn(String occasion, int earned, int daysAgo) {
        superuser()
                .execute(
                        "insert into madoguchi.point_entry (member_no, application_id, at, occasion, points) values (?, (select id from madoguchi.point_application where member_no = ?), now() - make_interval(days => ?), ?, ?)",
                        member.memberNo().value(),
                        member.memberNo().value(),
                        daysAgo,
                        occasion,
                        earned);
    }

    private void spend(String benefit, int spent, int daysAgo) {
        superuser().execute("""
                        with spent as (
                          insert into madoguchi.point_entry (member_no, application_id, at, benefit, points)
                          select member_no, id, now() - make_interval(days => ?), ?, ? from madoguchi.point_application where member_no = ?
                          returning id, member_no, benefit, (at at time zone 'Asia/Tokyo')::date as day)
                        insert into madoguchi.point_benefit (entry_id, member_no, from_on, until_on)
                        select id, member_no, day, madoguchi.point_benefit_until(benefit, day) from spent""", daysAgo, benefit, spent, member.memberNo().value());
    }
}
