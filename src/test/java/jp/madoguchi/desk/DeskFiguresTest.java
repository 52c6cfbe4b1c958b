package jp.madoguchi.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.core.Yen;
import jp.madoguchi.desk.DeskFigures.Kind;
import jp.madoguchi.desk.DeskFigures.Which;
import jp.madoguchi.limit.LimitDesk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Every figure of a place is the number of the rows that it leads to, and no other place's. */
class DeskFiguresTest extends ConsoleTest {

    @Autowired
    BeanFactory beans;

    @Autowired
    DeskFigures figures;

    @Autowired
    DeskQueues queues;

    private Scene scene;
    private Workplace store;

    @BeforeEach
    void a_place() {
        scene = scene();
        store = scene.store();
    }

    @Test
    void a_clearing_is_counted_at_its_place_alone_and_each_figure_leads_to_as_many_rows() {
        var cleared = Counter.open(beans, scene, store, scene.locked()).pass();
        cleared.clear(OperationId.make());
        cleared.close();
        Counter.open(beans, scene, store, scene.member());

        Scene.signIn(scene.staff(store, Role.SUPERVISOR));
        var found = figures.read(7);
        assertThat(found.of(Kind.CONTACT))
                .extracting(line -> line.code() + " " + line.number())
                .containsExactlyInAnyOrder("LOCKED 1", "OPEN 1");
        assertThat(found.of(Kind.CLEARED))
                .extracting(line -> line.code() + " " + line.number())
                .containsExactly("STORE 1");
        assertThat(found.of(Kind.LOCKED)).anyMatch(line -> line.code().equals("MEMBER_PAGE"));
        assertThat(found.time("CONTACT_MEDIAN").orElseThrow().number()).isEqualTo(1);
        for (var kind : List.of(Kind.CONTACT, Kind.CLEARED)) {
            found.of(kind)
                    .forEach(line -> assertThat(
                                    figures.list(new Which(kind, found.from(), found.to(), line.code(), line.hour())))
                            .as("%s", line)
                            .hasSize(line.number()));
        }
        assertThat(figures.list(new Which(Kind.LOCKED, found.to(), found.to(), "MEMBER_PAGE", null)))
                .isNotEmpty()
                .allMatch(line -> line.contactNo() == null && line.staffName() == null);

        Scene.signIn(scene.staff(scene.store(), Role.SUPERVISOR));
        assertThat(figures.read(1).number(Kind.CONTACT) + figures.read(1).number(Kind.CLEARED))
                .isZero();
        assertThat(figures.list(new Which(Kind.CONTACT, found.from(), found.to(), null, null)))
                .isEmpty();
    }

    @Test
    void the_charts_stand_under_an_address_and_lead_to_rows_that_survive_any_address() {
        var counter = Counter.open(beans, scene, store, scene.locked()).pass();
        counter.clear(OperationId.make());
        counter.close();
        Scene.signIn(scene.staff(store, Role.CLERK));

        UI.getCurrent().navigate("figures", QueryParameters.of("days", "7"));
        var page = find(FiguresView.class).single();
        assertThat(words(page)).contains("応対の原因", "ロック解除(時間帯と受付方法)", "7日間", store.name());
        var address = find(Anchor.class, page).all().stream()
                .map(Anchor::getHref)
                .filter(href -> href.contains("kind=CLEARED"))
                .findFirst()
                .orElseThrow();
        UI.getCurrent()
                .navigate("figures/rows", QueryParameters.fromString(address.substring(address.indexOf('?') + 1)));
        assertThat(words(find(FigureRowsView.class).single())).contains("1件");
        UI.getCurrent()
                .navigate("figures/rows", QueryParameters.fromString("kind=X&from=never&to=9&code=';--&hour=99"));
        assertThat(words(find(FigureRowsView.class).single())).contains("応対", "1件");
    }

    @Test
    void a_request_for_a_limit_waits_in_the_queue_of_reviewers() {
        var desk = LimitDesk.ready(beans, scene, new Yen(6_000_000));
        Scene.signIn(desk.reviewer());

        assertThat(queues.waiting())
                .extracting(DeskQueues.Line::queue)
                .containsExactly(DeskQueues.Queue.INCOME, DeskQueues.Queue.LIMIT, DeskQueues.Queue.PERIODIC);
        var limits = queues.waiting().get(1);
        assertThat(limits.waiting()).isPositive();
        assertThat(limits.since()).isNotNull();
    }
}
