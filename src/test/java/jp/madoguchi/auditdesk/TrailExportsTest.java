package jp.madoguchi.auditdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.auditdesk.AuditDeskRefused.Why;
import jp.madoguchi.core.FactorNeeded;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Workplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** Entries leave the console only when two people agree, once, with the second factor fresh. */
class TrailExportsTest extends ConsoleTest {

    @Autowired
    TrailExports exports;

    @Autowired
    BeanFactory beans;

    private Scene scene;
    private Workplace store;
    private StaffMember supervisor;
    private StaffMember auditor;
    private TrailFilter filter;

    @BeforeEach
    void a_store() {
        scene = scene();
        store = scene.store();
        supervisor = scene.staff(store, Role.SUPERVISOR);
        auditor = scene.staff(scene.callCenter(), Role.AUDITOR);
        Counter.open(beans, scene, store, scene.locked());
        filter = new TrailFilter(null, null, null, null, null, scene.today(), null);
    }

    private UUID request() {
        return Counter.as(supervisor, () -> exports.request(OperationId.make(), filter, "監督官庁への報告"));
    }

    @Test
    void one_asks_another_agrees_and_the_first_takes_the_file_once() {
        var ref = request();
        refused(Why.NOT_WAITING, supervisor, () -> exports.take(ref));
        refused(Why.OWN, supervisor, () -> exports.decide(OperationId.make(), ref, true));
        Counter.as(auditor, () -> exports.decide(OperationId.make(), ref, true));
        refused(Why.NOT_WAITING, auditor, () -> exports.decide(OperationId.make(), ref, false));
        refused(Why.NOT_WAITING, auditor, () -> exports.take(ref));

        var file = new String(Counter.as(supervisor, () -> exports.take(ref)), StandardCharsets.UTF_8);

        assertThat(file)
                .startsWith("\uFEFF\"at\",")
                .contains("\"CONTACT_OPENED\"")
                .contains(store.placeNo().value());
        assertThat(file.lines().skip(1))
                .allSatisfy(
                        line -> assertThat(line).contains("\"" + store.placeNo().value() + "\""));
        refused(Why.NOT_WAITING, supervisor, () -> exports.take(ref));
        assertThat(Counter.as(supervisor, exports::list))
                .filteredOn(export -> export.ref().equals(ref))
                .singleElement()
                .satisfies(export -> {
                    assertThat(export.entries()).isPositive();
                    assertThat(export.checkerName()).isEqualTo(auditor.name());
                });
    }

    @Test
    void what_is_refused_or_not_of_the_own_place_is_not_taken_and_the_factor_must_be_fresh() {
        var ref = request();
        var foreign = scene.staff(scene.store(), Role.SUPERVISOR);
        refused(Why.NOT_WAITING, foreign, () -> exports.decide(OperationId.make(), ref, true));
        assertThat(Counter.as(foreign, exports::list)).isEmpty();
        refused(Why.REASON_MISSING, supervisor, () -> exports.request(OperationId.make(), filter, " "));
        assertThatThrownBy(() -> Counter.as(scene.staff(store, Role.CLERK), exports::list))
                .isInstanceOf(AccessDeniedException.class);
        Scene.signIn(auditor, null);
        assertThatThrownBy(() -> exports.decide(OperationId.make(), ref, true)).isInstanceOf(FactorNeeded.class);
        Scene.signIn(auditor, Instant.now().minusSeconds(3600));
        assertThatThrownBy(() -> exports.take(ref)).isInstanceOf(FactorNeeded.class);
        Counter.as(auditor, () -> exports.decide(OperationId.make(), ref, false));
        refused(Why.NOT_WAITING, supervisor, () -> exports.take(ref));
        assertThatThrownBy(() -> superuser()
                        .execute("update madoguchi.trail_export set decision = 'APPROVED' where ref = ?", ref))
                .hasStackTraceContaining("is over");
    }

    @Test
    void the_page_shows_what_waits_and_lets_the_second_person_agree() {
        request();
        Scene.signIn(scene.staff(store, Role.SUPERVISOR));
        UI.getCurrent().navigate("audit/exports");

        assertThat(words(find(TrailExportsView.class).single())).contains(supervisor.name(), "監督官庁への報告", "承認待ち");
        test(button("承認")).click();
        assertThat(words(find(TrailExportsView.class).single())).contains("承認済み");
    }

    private void refused(Why why, StaffMember by, Supplier<?> work) {
        assertThatThrownBy(() -> Counter.as(by, work::get))
                .isInstanceOfSatisfying(
                        AuditDeskRefused.class,
                        refused -> assertThat(refused.why()).isEqualTo(why));
    }
}
