package jp.madoguchi.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Div;
import java.util.UUID;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Work;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Whom a request reaches, and what its maker reads meanwhile. */
class WaitingRequestsTest extends ConsoleTest {

    @Autowired
    Approvals approvals;

    @Autowired
    Work work;

    @Autowired
    Contacts contacts;

    @Autowired
    Announcements announcements;

    @Autowired
    BeanFactory beans;

    private Scene scene;
    private Workplace store;
    private StaffMember near;
    private StaffMember far;
    private StaffMember clerk;
    private UUID request;
    private ApprovalLine line;

    @BeforeEach
    void a_request_waits() {
        scene = scene();
        superuser().execute("update workspace.session_state set ended_at = clock_timestamp() where ended_at is null");
        store = scene.store();
        near = scene.staff(store, Role.SUPERVISOR);
        far = scene.staff(scene.callCenter(), Role.SUPERVISOR);
        var counter = Counter.open(beans, scene, store, scene.locked()).fail().pass();
        clerk = counter.clerk();
        request = counter.clear(OperationId.make()).request();
        Scene.signIn(clerk);
        line = approvals.latestOf(counter.contact(), "CLEAR_LOCK").orElseThrow();
    }

    @AfterEach
    void sign_out() {
        Scene.signOut();
    }

    @Test
    void with_nobody_at_the_own_place_it_reaches_everybody_at_once() {
        isIn(far);
        assertThat(reaches(far)).isTrue();
        assertThat(reaches(near)).isTrue();
    }

    @Test
    void with_somebody_at_the_own_place_it_reaches_the_others_after_three_minutes_unseen() {
        isIn(near);
        isIn(far);
        assertThat(reaches(near)).isTrue();
        assertThat(reaches(far)).isFalse();
        ago("made_at", 179);
        assertThat(reaches(far)).isFalse();
        ago("made_at", 181);
        assertThat(reaches(far)).isTrue();
    }

    @Test
    void once_it_was_opened_the_three_minutes_begin_anew_and_the_maker_reads_it() {
        isIn(near);
        isIn(far);
        ago("made_at", 400);
        Scene.signIn(near);
        approvals.read(request);
        assertThat(reaches(far)).isFalse();
        ago("seen_at", 181);
        assertThat(reaches(far)).isTrue();
        assertThat(note()).contains("責任者が", "に開きました");
    }

    @Test
    void the_maker_reads_who_may_agree_or_what_to_tell_the_member() {
        assertThat(note()).contains("いまどこにもサインインしていません", "恐れ入りますが");
        isIn(far);
        assertThat(note()).contains("いま承認できる人: " + far.name()).doesNotContain("恐れ入りますが");
    }

    @Test
    void only_news_of_a_request_that_is_shown_has_the_screen_read_again() {
        var watch = new RequestWatch(new Div(), approvals, announcements, () -> {});
        assertThat(watch.isNews()).isFalse();
        watch.latest(contacts.front(), Permission.LOCK_CLEAR, line.operation());
        assertThat(watch.isNews()).isFalse();

        Scene.signIn(near);
        approvals.read(request);
        Scene.signIn(clerk);
        assertThat(watch.isNews()).isTrue();
        watch.latest(contacts.front(), Permission.LOCK_CLEAR, line.operation());
        assertThat(watch.isNews()).isFalse();
    }

    @Test
    void a_person_waits_for_a_quarter_of_an_hour_at_most() {
        assertThat(line.expiresAt()).isEqualTo(line.madeAt().plusSeconds(900));
    }

    private boolean reaches(StaffMember supervisor) {
        Scene.signIn(supervisor);
        return approvals.waiting().stream().anyMatch(waiting -> waiting.ref().equals(request));
    }

    private String note() {
        Scene.signIn(clerk);
        var now = approvals.latestOf(line.contactNo(), line.operation()).orElseThrow();
        return RequestNote.waiting(now, approvals, work).getElement().getTextRecursively();
    }

    private void isIn(StaffMember staff) {
        superuser()
                .execute(
                        "insert into workspace.session_state (session_ref, staff_no, place_no, signed_in_at, last_seen_at) values (gen_random_uuid(), ?, ?, clock_timestamp(), clock_timestamp())",
                        staff.staffNo().value(),
                        staff.requireWorkplace().placeNo().value());
    }

    private void ago(String column, int seconds) {
        superuser()
                .execute(
                        "update madoguchi.approval set " + column
                                + " = clock_timestamp() - make_interval(secs => ?) where ref = ?",
                        seconds,
                        request);
    }
}
