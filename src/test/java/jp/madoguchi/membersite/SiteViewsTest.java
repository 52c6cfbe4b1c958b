package jp.madoguchi.membersite;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** What the site would show, from the contract's own answers. */
class SiteViewsTest extends ConsoleTest {

    @Autowired
    BeanFactory beans;

    @Autowired
    SiteViews views;

    private Scene scene;
    private Scene.Member member;

    @BeforeEach
    void a_member() {
        scene = scene();
        member = scene.member();
    }

    /** The view first, then a right secret through the contract: the same answer, on each channel and with each ID. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        - | SUCCESS
        insert into madoguchi.login_lock (member_no, kind, cause, stops_member_page, stops_app, stops_atm, stops_card_login, stops_web_id_login, locked_at, locked_by) select {no}, 'LOSS', 'REPORTED_BY_MEMBER', true, true, true, true, false, now(), staff_no from madoguchi.staff limit 1 | SUCCESS
        insert into madoguchi.login_lock (member_no, kind, cause, stops_member_page, stops_app, stops_atm, stops_card_login, stops_web_id_login, locked_at, locked_by) select {no}, 'TAKEOVER', 'SUSPECTED_BY_STAFF', true, true, true, true, true, now(), staff_no from madoguchi.staff limit 1 | LOCKED
        update madoguchi.contract set started_on = current_date - interval '5 years' where member_no = {no} | DORMANT
        update madoguchi.contract set state = 'CANCELLED_BY_LENDER', ended_on = current_date, end_reason = 'LONG_DELINQUENCY' where member_no = {no} | CANCELLED
        """)
    void the_login_is_what_the_contract_answers(String state, String withWebId) {
        var clerk = scene.staff(scene.store(), Role.CLERK);
        if (state != null) {
            superuser().execute(state.replace("{no}", "'" + member.memberNo() + "'"));
        }

        var view = Counter.as(clerk, () -> views.read(member.memberNo()));

        var shown = view.entries().stream()
                .collect(Collectors.toMap(entry -> entry.idKind() + " " + entry.channel(), SiteView.Entry::outcome));
        assertThat(shown).hasSize(5).containsEntry("WEB_ID MEMBER_PAGE", withWebId);
        shown.forEach((way, outcome) -> {
            var words = way.split(" ");
            assertThat(memberSite()
                            .fetchValue(
                                    "select outcome from member_site.record_login_attempt(?, ?, true, ?)",
                                    words[0],
                                    words[0].equals("CARD") ? member.cardNo().value() : member.webId(),
                                    words[1]))
                    .as(way)
                    .isEqualTo(outcome);
        });
        assertThat(view.letsIn()).isEqualTo(withWebId.equals("SUCCESS"));
    }

    @Test
    void the_top_page_has_the_ten_functions_and_hides_figures_until_a_check() {
        memberSite()
                .fetchValue(
                        "select member_site.report_change(?, ?, 'EMAIL', cast(? as jsonb), 'APP')",
                        UUID.randomUUID(),
                        member.memberNo().value(),
                        "{\"address\": \"n@example.com\"}");
        superuser()
                .execute(
                        "insert into madoguchi.borrowing_stop (member_no, reason, stopped_at) values (?, 'REVIEW',"
                                + " now())",
                        member.memberNo().value());
        var counter = Counter.open(beans, scene, scene.store(), member);

        var view = counter.work(() -> views.read(member.memberNo()));

        assertThat(view.account()).isNull();
        assertThat(view.waitingChanges()).isEqualTo(1);
        var functions = view.functions().stream().collect(Collectors.toMap(SiteView.Function::function, each -> each));
        assertThat(functions)
                .containsKeys(
                        "REPAY",
                        "POINTS",
                        "LIMIT_REQUEST",
                        "INCOME_CERTIFICATE",
                        "DIRECT_DEBIT",
                        "DUE_DATE_MAIL",
                        "TRANSACTIONS",
                        "SIMULATION",
                        "SETTINGS");
        assertThat(functions.get("REPAY").open()).isTrue();
        assertThat(functions.get("SETTINGS").detail()).isEqualTo("REPORT_WAITS");
        assertThat(scene.trail(member.memberNo())).contains("MEMBER_SITE_VIEWED DONE");
        counter.pass();
        assertThat(counter.work(() -> views.read(member.memberNo())).account()).isNotNull();
    }

    @Test
    void the_tab_shows_it_like_a_phone_and_nothing_can_be_pressed_but_reading_again() {
        Scene.signIn(scene.staff(scene.store(), Role.CLERK));
        var panel = beans.getBean(SiteTab.class).create(member.memberNo());
        UI.getCurrent().add(panel);

        assertThat(words(panel))
                .contains("ログインできる", "ご利用メニュー", "ポイントサービス", member.name())
                .doesNotContain("site.", "¥");
    }
}
