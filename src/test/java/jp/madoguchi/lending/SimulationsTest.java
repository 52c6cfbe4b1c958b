package jp.madoguchi.lending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.IntegerField;
import java.io.IOException;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Printed;
import jp.madoguchi.Scene;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Yen;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class SimulationsTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    @Autowired
    Simulations simulations;

    @Autowired
    SimulationSheets sheets;

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

    @Test
    void an_amount_and_a_day_are_answered_at_once_with_the_sentence_to_say() {
        var scene = scene();
        var member = scene.member();
        var counter = Counter.open(beans, scene, scene.store(), member).pass();
        Scene.signIn(counter.clerk());
        var panel = beans.getBean(SimulationTab.class).create(member.memberNo());
        UI.getCurrent().add(panel);

        amount(panel, "返済額").setValue(50_000);
        assertThat(words(panel))
                .contains("に50,000円をご返済いただいた場合、残りは70,000円でございます。")
                .contains("次回の返済");

        amount(panel, "返済額").setValue(120_001);
        assertThat(amount(panel, "返済額").getErrorMessage()).isEqualTo("その日は120,000円までです。");

        amount(panel, "返済額").setValue(120_000);
        assertThat(words(panel)).contains("全額のご返済となり、残りはございません。");

        amount(panel, "借入額").setValue(180_001);
        assertThat(words(panel)).contains("お借入残高は300,001円、毎月の最低返済額は8,000円となります。");

        amount(panel, "借入額").setValue(380_001);
        assertThat(amount(panel, "借入額").isInvalid()).isTrue();
    }

    @Test
    void nothing_is_said_about_a_borrowing_while_something_stands_against_it() {
        var scene = scene();
        var member = scene.locked();
        var counter = Counter.open(beans, scene, scene.store(), member).pass();
        Scene.signIn(counter.clerk());
        var panel = beans.getBean(SimulationTab.class).create(member.memberNo());
        UI.getCurrent().add(panel);

        amount(panel, "借入額").setValue(10_000);
        amount(panel, "返済額").setValue(10_000);

        assertThat(words(panel))
                .contains("いまは借り入れできません(ロック中)。")
                .contains("に10,000円をご返済いただいた場合")
                .doesNotContain("お借り入れいただいた場合");
        Scene.signOut();
        var supposed = new Supposed(Supposed.Kind.BORROW, new Yen(10_000), scene.today());
        assertThatThrownBy(() -> counter.work(() -> sheets.print(counter.contact(), member.memberNo(), supposed)))
                .isInstanceOf(NotToBeSupposed.class);
    }

    private static IntegerField amount(Component panel, String label) {
        return components(panel).stream()
                .filter(IntegerField.class::isInstance)
                .map(IntegerField.class::cast)
                .filter(field -> field.getLabel().equals(label))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void it_is_printed_and_mailed_once_after_a_check_and_never_before() throws IOException {
        var scene = scene();
        var member = scene.member();
        var counter = Counter.open(beans, scene, scene.store(), member);
        var supposed = new Supposed(Supposed.Kind.REPAY, new Yen(50_000), scene.today());
        assertThatThrownBy(() -> counter.work(() -> sheets.print(counter.contact(), member.memberNo(), supposed)))
                .isInstanceOfSatisfying(
                        NotAllowed.class, why -> assertThat(why.rule()).isEqualTo(Reason.CHECK_NEEDED));
        counter.pass();
        var click = OperationId.make();

        var pdf = counter.work(() -> sheets.print(counter.contact(), member.memberNo(), supposed));
        var ref = counter.work(() -> sheets.mail(click, counter.contact(), member.memberNo(), supposed));

        assertThat(Printed.text(pdf).replaceAll("\\s+", ""))
                .contains("残りは70,000円でございます")
                .contains("返済予定表");
        assertThat(counter.work(() -> sheets.mail(click, counter.contact(), member.memberNo(), supposed)))
                .isEqualTo(ref);
        assertThat(scene.outbox(member.memberNo())).containsExactly("SIMULATION_SENT MAIL");
        assertThat(scene.trail(member.memberNo())).contains("SIMULATION_PRINTED DONE", "SIMULATION_MAILED DONE");
        assertThat(superuser().fetchValue("select payload from madoguchi.outbox where ref = ?", ref))
                .asString()
                .contains("完済予定日");
        assertThatThrownBy(() -> counter.work(() -> sheets.print(
                        counter.contact(),
                        member.memberNo(),
                        new Supposed(Supposed.Kind.BORROW, new Yen(380_001), scene.today()))))
                .isInstanceOf(NotToBeSupposed.class);
    }

    @Test
    void without_an_e_mail_nothing_is_mailed() {
        var scene = scene();
        var member = scene.member();
        superuser()
                .execute(
                        "update madoguchi.member_email set valid_to = now() where member_no = ?",
                        member.memberNo().value());
        var counter = Counter.open(beans, scene, scene.store(), member).pass();

        assertThatThrownBy(() -> counter.work(() -> sheets.mail(
                        OperationId.make(),
                        counter.contact(),
                        member.memberNo(),
                        new Supposed(Supposed.Kind.REPAY, new Yen(1_000), scene.today()))))
                .isInstanceOfSatisfying(
                        NotAllowed.class, why -> assertThat(why.rule()).isEqualTo(Reason.NO_EMAIL));
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
        var ground = simulations.inContact(member.memberNo()).orElseThrow().ground();

        assertThat(ground.creditLimit()).isEqualTo(new Yen(500_000));
        assertThat(ground.balance()).isEqualTo(new Yen(120_000));
        assertThat(ground.minimum(Yen.ZERO)).isEqualTo(new Yen(8_000));
        assertThat(ground.minimum(new Yen(10_000))).isEqualTo(new Yen(5_000));
        assertThat(ground.available(new Yen(100_000))).isEqualTo(Yen.ZERO);
        assertThat(ground.firstDue()).isAfter(ground.today());
        assertThat(ground.plan(Yen.ZERO, ground.apr(), null).end()).isAfter(ground.firstDue());
    }
}
