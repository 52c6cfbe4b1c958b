package jp.madoguchi.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import java.util.Set;
import java.util.UUID;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.ContractPaperPrints;
import jp.madoguchi.lending.ContractPostings;
import jp.madoguchi.lending.NoSuchPaper;
import jp.madoguchi.limit.LimitFigures.Which;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** The figures of the desk lead to the decisions behind them, and the papers to the post. */
class LimitFiguresTest extends ConsoleTest {

    @Autowired
    BeanFactory beans;

    @Autowired
    LimitFigures figures;

    @Autowired
    ContractPostings postings;

    private Scene scene;
    private StaffMember supervisor;

    @BeforeEach
    void people() {
        scene = scene();
        supervisor = scene.staff(scene.callCenter(), Role.SUPERVISOR);
    }

    @Test
    void each_decision_is_counted_where_it_is_listed_and_opens_as_it_was_seen() {
        var before = read();
        var desk = LimitDesk.ready(beans, scene, new Yen(6_000_000));
        var approved = desk.approve(desk.read()).decision();
        var other = LimitDesk.ready(beans, scene, new Yen(6_000_000));
        var declined = decline(other);

        var after = read();

        assertThat(after.number("DECISIONS", "APPROVED")).isEqualTo(before.number("DECISIONS", "APPROVED") + 1);
        assertThat(after.number("REASONS", "WORKPLACE")).isEqualTo(before.number("REASONS", "WORKPLACE") + 1);
        assertThat(after.number("ANSWERS", "IN_TIME")).isEqualTo(before.number("ANSWERS", "IN_TIME") + 2);
        assertThat(after.hours("MEDIAN")).isPresent();
        var today = scene.today();
        assertThat(list(new Which(today, today, LimitForm.Outcome.APPROVED, null, false)))
                .contains(approved)
                .doesNotContain(declined);
        assertThat(list(new Which(today, today, null, LimitReason.WORKPLACE, null)))
                .contains(declined)
                .doesNotContain(approved);
        assertThat(list(new Which(today, today, null, null, true))).doesNotContain(approved, declined);

        var seen = Counter.as(supervisor, () -> figures.open(declined)).orElseThrow();
        assertThat(seen.line().reasons()).containsExactly("WORKPLACE");
        assertThat(seen.note()).isEqualTo("勤務先が確認できない");
        assertThat(seen.judgement().findings())
                .extracting(finding -> finding.code())
                .contains("TOTAL_LENDING");
        assertThat(scene.trail(other.counter().member().memberNo())).contains("LIMIT_DECISION_READ DONE");
        assertThat(Counter.as(supervisor, () -> figures.open(UUID.randomUUID())))
                .isEmpty();
    }

    @Test
    void the_chart_is_a_list_of_links_to_the_rows() {
        var desk = LimitDesk.ready(beans, scene, new Yen(6_000_000));
        decline(desk);
        Scene.signIn(supervisor);
        var view = new LimitFiguresView(figures, beans.getBean(jp.madoguchi.ui.Work.class));
        UI.getCurrent().add(view);

        assertThat(words(view)).contains("勤務先").contains("期日内");
        assertThat(view.getElement().getOuterHTML())
                .contains("limit/decided?from=")
                .contains("reason=WORKPLACE");
    }

    @Test
    void nobody_else_reads_them() {
        for (var role : new Role[] {Role.CLERK, Role.AGENT, Role.ADMIN, Role.AUDITOR}) {
            var other = scene.staff(scene.callCenter(), role);
            assertThatThrownBy(() -> Counter.as(other, () -> figures.read(30)))
                    .isInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    void a_paper_is_printed_with_its_address_and_given_to_the_post_once() {
        var desk = LimitDesk.ready(beans, scene, new Yen(6_000_000));
        var offer = desk.approve(desk.read()).offer();
        var counter = desk.counter();
        var paper = counter.work(() -> beans.getBean(LimitOffers.class)
                        .accept(
                                OperationId.make(),
                                counter.contact(),
                                counter.member().memberNo(),
                                offer))
                .paperNo();
        var line = Counter.as(desk.reviewer(), postings::list).stream()
                .filter(each -> each.paperNo().equals(paper))
                .findFirst()
                .orElseThrow();
        assertThat(line.address()).isNotBlank();
        assertThat(line.allowed()).isTrue();
        assertThat(line.careful()).isFalse();
        var prints = beans.getBean(ContractPaperPrints.class);
        assertThat(Counter.as(desk.reviewer(), () -> prints.printToPost(paper))).startsWith("%PDF".getBytes());

        var click = OperationId.make();
        post(desk.reviewer(), click, paper);
        post(desk.reviewer(), click, paper);

        assertThat(Counter.as(desk.reviewer(), postings::list))
                .extracting(ContractPostings.Line::paperNo)
                .doesNotContain(paper);
        assertThatThrownBy(() -> post(desk.reviewer(), OperationId.make(), paper))
                .isInstanceOf(NoSuchPaper.class);
        assertThatThrownBy(() -> Counter.as(desk.reviewer(), () -> prints.printToPost(paper)))
                .isInstanceOf(NoSuchPaper.class);
        assertThat(scene.trail(counter.member().memberNo()))
                .contains("CONTRACT_PAPER_PRINTED DONE", "CONTRACT_PAPER_POSTED DONE");
    }

    private void post(StaffMember staff, OperationId id, String paper) {
        Counter.as(staff, () -> {
            postings.posted(id, paper);
            return paper;
        });
    }

    private UUID decline(LimitDesk desk) {
        var seen = desk.read();
        return Counter.as(
                desk.reviewer(),
                () -> beans.getBean(LimitDecisions.class)
                        .decide(
                                OperationId.make(),
                                desk.request(),
                                new LimitForm(
                                        LimitForm.Outcome.DECLINED,
                                        null,
                                        null,
                                        Set.of(LimitReason.WORKPLACE),
                                        "勤務先が確認できない",
                                        null,
                                        seen.judgement().fingerprint()))
                        .decision());
    }

    private LimitFigures.Figures read() {
        return Counter.as(supervisor, () -> figures.read(30));
    }

    private java.util.List<UUID> list(Which which) {
        return Counter.as(supervisor, () -> figures.list(which)).stream()
                .map(LimitFigures.Line::decision)
                .toList();
    }
}
