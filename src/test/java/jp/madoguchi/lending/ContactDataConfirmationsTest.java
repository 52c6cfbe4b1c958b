package jp.madoguchi.lending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.policy.NotAllowed;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class ContactDataConfirmationsTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    @Autowired
    ContactDataConfirmations confirmations;

    @Autowired
    LimitLaw law;

    @Autowired
    DatabaseTime time;

    @Test
    void what_a_checked_member_confirms_is_a_fact_once() {
        var scene = scene();
        var counter = Counter.open(beans, scene, scene.store(), scene.member()).pass();
        var member = counter.member().memberNo();
        Scene.signIn(counter.clerk());
        var click = OperationId.make();

        var at = confirmations.confirm(click, counter.contact(), member);
        assertThat(confirmations.confirm(click, counter.contact(), member)).isEqualTo(at);

        assertThat(law.facts(member, time.now()).orElseThrow().contactDataConfirmedAt())
                .isEqualTo(at);
        assertThat(scene.trail(member).stream().filter("CONTACT_DATA_CONFIRMED DONE"::equals))
                .hasSize(1);
    }

    @Test
    void nobody_confirms_without_a_passed_check() {
        var scene = scene();
        var counter = Counter.open(beans, scene, scene.store(), scene.member());
        Scene.signIn(counter.clerk());

        assertThatThrownBy(() -> confirmations.confirm(
                        OperationId.make(), counter.contact(), counter.member().memberNo()))
                .isInstanceOf(NotAllowed.class);
    }
}
