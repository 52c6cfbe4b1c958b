package jp.madoguchi.lending;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Yen;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class SimulationsTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    @Autowired
    Simulations simulations;

    @Test
    void a_member_page_plans_after_the_check_and_leaves_a_trace() {
        var scene = scene();
        var member = scene.member();
        var counter = Counter.open(beans, scene, scene.store(), member);
        assertThat(tab(counter, member)).contains("本人確認の後に表示します");
        assertThat(scene.trail(member.memberNo())).doesNotContain("CONTRACT_READ DONE");

        counter.pass();

        assertThat(tab(counter, member)).contains("返済回数").contains("完済予定日");
        assertThat(scene.trail(member.memberNo())).contains("CONTRACT_READ DONE");
    }

    private String tab(Counter counter, Scene.Member member) {
        Scene.signIn(counter.clerk());
        var panel = beans.getBean(SimulationTab.class).create(member.memberNo());
        UI.getCurrent().add(panel);
        return words(panel);
    }

    @Test
    void it_starts_from_what_the_member_owes_today() {
        var scene = scene();
        var member = scene.member();
        var counter = Counter.open(beans, scene, scene.store(), member).pass();
        Scene.signIn(counter.clerk());
        var ground = simulations.inContact(member.memberNo()).orElseThrow();

        assertThat(ground.creditLimit()).isEqualTo(new Yen(500_000));
        assertThat(ground.balance()).isEqualTo(new Yen(120_000));
        assertThat(ground.minimum(Yen.ZERO)).isEqualTo(new Yen(8_000));
        assertThat(ground.minimum(new Yen(10_000))).isEqualTo(new Yen(5_000));
        assertThat(ground.available(new Yen(100_000))).isEqualTo(Yen.ZERO);
        assertThat(ground.firstDue()).isAfter(ground.today());
        assertThat(ground.plan(Yen.ZERO, ground.apr(), null).end()).isAfter(ground.firstDue());
    }
}
