package jp.madoguchi.income;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import jp.madoguchi.Scene;
import jp.madoguchi.ServiceJourney;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reviewers at the desk, by keyboard alone. */
class ReviewJourney extends ServiceJourney {

    private static final int MOST_KEYS = 12;
    private static final int CASES = 20;

    private Sendings sendings;
    private StaffMember reviewer;
    private int keys;

    @BeforeEach
    void a_reviewer_comes() {
        sendings = new Sendings(scene.superuser());
        reviewer = scene.staff(scene.callCenter(), Role.REVIEWER);
    }

    @Test
    void twenty_cases_are_worked_by_keyboard() {
        Stream.generate(scene::member).limit(CASES - 1).forEach(this::send);
        signIn(page, reviewer);
        page.navigate("/income");
        var next = button(page, "次の案件を始める(Alt+N)").elementHandle();
        var waiting = page.locator(".queue-total").innerText();
        send(scene.member());
        scene.superuser().execute("select pg_notify('madoguchi', 'INCOME')");
        assertThat(page.locator(".queue-total")).not().hasText(waiting);
        assertThat(next.evaluate("button => button.isConnected"))
                .as("the button stays when the queue is drawn anew")
                .isEqualTo(true);
        press(page, "Alt+n");

        for (var i = 0; i < CASES; i++) {
            page.waitForURL("**/income/review/**");
            assertThat(page.getByText("年収は未計算です")).isVisible();
            assertThat(page.locator(".figures-amounts input")).isFocused();
            var address = page.url();
            keys = 0;
            if (i % 10 == 9) {
                press(page, "Alt+3");
                assertThat(page.getByText("担当者が問題ありとしました。")).isVisible();
                press(page, "Alt+k");
                assertThat(page.getByText("再提出の理由", new Page.GetByTextOptions().setExact(false))
                                .first())
                        .isVisible();
                press(page, "Alt+k");
            } else {
                Stream.of("4", "2", "1", "3", "5", "0", "0").forEach(digit -> press(page, digit));
                press(page, "Enter");
            }
            assertThat(keys).isLessThanOrEqualTo(MOST_KEYS);
            var done = i + 1L;
            await().until(() -> decisions("ACCEPTED") + decisions("ASK_AGAIN") == done);
            if (done < CASES) {
                page.waitForURL(url -> !url.equals(address));
            }
        }

        assertThat(decisions("ACCEPTED")).isEqualTo(18L);
        assertThat(decisions("ASK_AGAIN")).isEqualTo(2L);
    }

    @Test
    void a_decision_is_undone_and_a_case_taken_over_in_front_of_its_reviewer() {
        var member = scene.member();
        var sending = send(member);
        signIn(page, reviewer);
        page.navigate("/income/review/" + sending);
        assertThat(page.getByText("年収は未計算です")).isVisible();
        assertThat(page.getByText("試験商事", new Page.GetByTextOptions().setExact(false)))
                .isVisible();
        screenshot(page, "review-desk");
        assertAccessible(page);
        page.keyboard().type("4213500");
        press(page, "Enter");
        assertThat(page.getByText("決定を記録しました。", new Page.GetByTextOptions().setExact(false))
                        .or(page.getByText("二人目の確認に回しました", new Page.GetByTextOptions().setExact(false))))
                .isVisible();
        press(page, "Alt+u");
        page.waitForURL("**/income/review/" + sending);
        assertThat(page.getByText("年収は未計算です")).isVisible();

        var colleague = newPerson(1024, 768, ColorScheme.DARK);
        signIn(colleague, scene.staff(scene.callCenter(), Role.REVIEWER), ColorScheme.DARK);
        colleague.navigate("/income/review/" + sending);
        colleague.getByLabel("引き取る理由").fill("お客さまがお待ちのため");
        button(colleague, "引き取る").click();
        assertThat(colleague.getByText("年収は未計算です")).isVisible();
        screenshot(colleague, "review-desk-dark");
        assertAccessible(colleague);
        assertThat(page.getByText("お客さまがお待ちのため", new Page.GetByTextOptions().setExact(false)))
                .isVisible(within(20_000));

        page.navigate("/income");
        assertThat(page.getByText("お客さまがお待ちのため", new Page.GetByTextOptions().setExact(false)))
                .isVisible();
        screenshot(page, "review-queue");
        assertAccessible(page);
        page.navigate("/income/overview");
        assertThat(page.locator("vaadin-button").first()).isVisible();
        screenshot(page, "income-overview");
        assertAccessible(page);
        colleague.navigate("/members/" + member.memberNo() + "/income");
        assertThat(colleague.getByText("審査開始").first()).isVisible();
        screenshot(colleague, "income-tab");
        assertAccessible(colleague);
    }

    private UUID send(Scene.Member member) {
        return sendings.ready(member.memberNo(), CertificateKind.WITHHOLDING_SLIP, 1, Duration.ofHours(2));
    }

    private void press(Page person, String key) {
        keys++;
        person.keyboard().press(key);
    }

    private long decisions(String outcome) {
        return (Long) scene.superuser()
                .fetchValue(
                        "select count(*) from madoguchi.income_decision where decided_by = ? and outcome = ?",
                        reviewer.staffNo().value(),
                        outcome);
    }
}
