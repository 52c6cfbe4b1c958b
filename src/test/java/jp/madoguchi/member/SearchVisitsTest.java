package jp.madoguchi.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeTableCell;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.member.SearchVisits.Line;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SearchVisitsTest extends ConsoleTest {

    @Autowired
    SearchVisits visits;

    @Autowired
    SearchVisitsCard card;

    private Scene scene;
    private StaffMember supervisor;
    private StaffMember clerk;
    private StaffMember stranger;

    @BeforeEach
    void a_clerk_of_this_store_and_one_of_another_searched() {
        scene = scene();
        var store = scene.store();
        supervisor = scene.staff(store, Role.SUPERVISOR);
        clerk = scene.staff(store, Role.CLERK);
        stranger = scene.staff(scene.store(), Role.CLERK);
        visit(clerk, 51, false, 0, 30);
        visit(clerk, 50, false, 6, 1);
        visit(clerk, 0, true, 6, 2);
        visit(clerk, 300, true, 8, 1);
        visit(stranger, 60, false, 1, 40);
    }

    @Test
    void a_supervisor_sees_the_people_of_the_own_place() {
        Scene.signIn(supervisor);
        assertThat(visits.ofLastWeek()).containsExactly(new Line(clerk.staffNo(), clerk.name(), 33, 2, 30));
    }

    @Test
    void an_auditor_sees_everybody_who_stands_out_most_first() {
        Scene.signIn(scene.staff(scene.store(), Role.AUDITOR));
        assertThat(visits.ofLastWeek())
                .containsSubsequence(
                        new Line(stranger.staffNo(), stranger.name(), 40, 0, 40),
                        new Line(clerk.staffNo(), clerk.name(), 33, 2, 30));
    }

    @Test
    void the_reading_is_recorded() {
        Scene.signIn(supervisor);
        visits.ofLastWeek();
        assertThat(superuser()
                        .fetchValue(
                                "select count(*) from madoguchi.audit_entry where action = 'SEARCH_VISITS_READ' and"
                                        + " staff_no = ?",
                                supervisor.staffNo().value()))
                .isEqualTo(1L);
    }

    @Test
    void the_card_is_for_those_who_read_the_trail() {
        assertThat(card.isFor(clerk)).isFalse();
        assertThat(card.isFor(supervisor)).isTrue();
        Scene.signIn(supervisor);
        var shown = card.create();
        UI.getCurrent().add(shown);
        assertThat(find(NativeTableCell.class, shown).exists()).isFalse();
        button(shown, "表示する").click();
        assertThat(find(NativeTableCell.class, shown).all())
                .extracting(cell -> cell.getElement().getTextRecursively())
                .containsExactly(clerk.name() + " (" + clerk.staffNo() + ")", "33", "2", "30");
    }

    private void visit(StaffMember staff, int shown, boolean refused, int daysAgo, int times) {
        superuser().execute("""
            insert into madoguchi.search_visit (staff_no, purpose, began_at, ended_at, ended_by, shown, refused)
            select ?, 'OTHER', at, at, 'CLEARED', ?, ? from (select now() - ? * interval '1 day' - interval '1 hour' as at) t, generate_series(1, ?)\
            """, staff.staffNo().value(), shown, refused, daysAgo, times);
    }
}
