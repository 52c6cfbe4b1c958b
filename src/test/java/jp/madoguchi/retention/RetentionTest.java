package jp.madoguchi.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextField;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.SoleRuns;
import jp.madoguchi.retention.HoldRefused.Why;
import jp.madoguchi.retention.Retention.Hold;
import jp.madoguchi.ui.Work;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;

class RetentionTest extends ConsoleTest {

    @Autowired
    Retention retention;

    @Autowired
    RetentionHolds holds;

    @Autowired
    Deletions deletions;

    @Autowired
    RetentionRuns runs;

    @Autowired
    RetentionDoor door;

    @Autowired
    Work work;

    @Autowired
    DSLContext db;

    @Autowired
    DatabaseTime time;

    @Autowired
    SoleRuns soleRuns;

    private Scene scene;
    private StaffMember admin;
    private StaffMember auditor;

    @BeforeEach
    void people() {
        scene = scene();
        admin = scene.staff(scene.store(), Role.ADMIN);
        auditor = scene.staff(scene.store(), Role.AUDITOR);
    }

    @Test
    void the_nightly_run_deletes_what_is_due_and_the_page_tells_it_with_its_digest() {
        var visit = visit();

        assertThat(deletions.run()).isTrue();

        assertThat(superuser().fetchValue("select count(*) from madoguchi.search_visit where id = ?", visit))
                .isEqualTo(0L);
        var overview = Counter.as(auditor, retention::read);
        assertThat(overview.state()).isEqualTo(RetentionState.WELL);
        assertThat(overview.ranAt()).isNotNull();
        var told = overview.deletions().stream()
                .filter(deletion -> deletion.kind() == RetentionKind.SEARCH_LOG)
                .findFirst()
                .orElseThrow();
        assertThat(told.day()).isEqualTo(overview.today());
        assertThat(told.digest()).matches("[0-9a-f]{64}");
        assertThat(told.records()).isEqualTo(told.heads()).isPositive();
        assertThat(runs.health().getStatus()).isEqualTo(Status.UP);
        assertThat(overview.rules()).extracting(Retention.Rule::kind).contains(RetentionKind.values());
        assertThat(overview.rules())
                .filteredOn(rule -> rule.kind() == RetentionKind.TRAIL)
                .allSatisfy(rule -> assertThat(rule.due()).isNull());
    }

    @Test
    void what_is_due_is_counted_and_a_node_without_the_role_says_that_nothing_goes() {
        visit();
        assertThat(Counter.as(admin, retention::read).rules())
                .filteredOn(rule -> rule.kind() == RetentionKind.SEARCH_LOG)
                .singleElement()
                .satisfies(rule -> assertThat(rule.due()).isPositive());
        deletions.run();

        var shut = new RetentionDoor(door.url(), "", "");
        superuser().transaction(long_ago -> {
            long_ago.dsl()
                    .execute(
                            "update madoguchi.job_run set started_at = started_at - interval '3 days', finished_at = finished_at - interval '3 days' where job = ?",
                            Deletions.JOB);
        });
        assertThat(new RetentionRuns(db, time, shut).last().state()).isEqualTo(RetentionState.NOT_SET_UP);
        assertThat(new RetentionRuns(db, time, shut).health().getStatus()).isEqualTo(new Status("DEGRADED"));
        assertThat(runs.last().state()).isEqualTo(RetentionState.OVERDUE);

        assertThat(new Deletions(
                                new RetentionDoor(door.url().replace(door.user(), "auditor"), "auditor", ""),
                                time,
                                soleRuns)
                        .run())
                .isFalse();
        assertThat(runs.last().state()).isEqualTo(RetentionState.FAILED);
        assertThat(deletions.run()).isTrue();
        assertThat(runs.last().state()).isEqualTo(RetentionState.WELL);
    }

    @Test
    void a_hold_is_set_once_ended_once_and_recorded_about_the_member() {
        var member = scene.member().memberNo();
        refused(Why.REASON_MISSING, () -> holds.set(OperationId.make(), member, " "));
        refused(Why.UNKNOWN_MEMBER, () -> holds.set(OperationId.make(), new MemberNo("000000000"), "訴訟"));
        var id = OperationId.make();
        by(() -> holds.set(id, member, "訴訟"));
        by(() -> holds.set(id, member, "訴訟"));
        refused(Why.HELD_ALREADY, () -> holds.set(OperationId.make(), member, "照会"));

        var listed = hold(member);
        assertThat(listed.reason()).isEqualTo("訴訟");
        assertThat(listed.endedAt()).isNull();
        assertThat(latest("RETENTION_READ")).contains("\"" + member.value() + "\"");

        refused(Why.REASON_MISSING, () -> holds.end(OperationId.make(), listed.ref(), ""));
        by(() -> holds.end(OperationId.make(), listed.ref(), "結審"));
        refused(Why.ENDED_BEFORE, () -> holds.end(OperationId.make(), listed.ref(), "結審"));
        assertThat(hold(member).endReason()).isEqualTo("結審");
        assertThat(superuser()
                        .resultQuery(
                                "select action from madoguchi.audit_entry where member_no = ? and outcome = 'DONE' order by id",
                                member.value())
                        .fetchInto(String.class))
                .containsExactly("RETENTION_HELD", "RETENTION_HOLD_ENDED");
    }

    @Test
    void the_page_sets_and_ends_a_hold_and_an_auditor_only_reads() {
        var member = scene.member().memberNo();
        Scene.signIn(admin);
        var view = navigate(RetentionView.class);
        assertThat(words(view)).contains("応対記録", "10年", "貸金業法19条", "90日", "削除しません");
        button("会員の記録の削除を停止").click();
        field("会員番号").setValue("12");
        dialogButton("停止する").click();
        assertThat(field("会員番号").isInvalid()).isTrue();
        field("会員番号").setValue(member.value());
        field("停止する理由").setValue("訴訟のため");
        dialogButton("停止する").click();
        assertThat(words(view)).contains(member.value(), "訴訟のため", "停止中");

        var end = $(Button.class).all().stream()
                .filter(found -> found.getAriaLabel()
                        .filter(label -> label.contains(member.value()))
                        .isPresent())
                .findFirst()
                .orElseThrow();
        end.click();
        field("解除する理由").setValue("終結");
        dialogButton("停止を解除").click();
        assertThat(hold(member).endReason()).isEqualTo("終結");

        Scene.signIn(auditor);
        var read = new RetentionView(retention, holds, work);
        assertThat(words(read))
                .contains("訴訟のため", "終結")
                .doesNotContain("会員の記録の削除を停止")
                .doesNotContain("停止を解除");
    }

    private void by(Runnable click) {
        Scene.signIn(admin);
        click.run();
        Scene.signOut();
    }

    private TextField field(String label) {
        return $(TextField.class).all().stream()
                .filter(found -> found.getLabel().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private Hold hold(MemberNo member) {
        return Counter.as(auditor, retention::read).holds().stream()
                .filter(held -> held.memberNo().equals(member))
                .findFirst()
                .orElseThrow();
    }

    private void refused(Why why, ThrowingCallable click) {
        assertThatThrownBy(() -> {
                    Scene.signIn(admin);
                    click.call();
                })
                .isInstanceOfSatisfying(
                        HoldRefused.class, refused -> assertThat(refused.why()).isEqualTo(why));
    }

    private String latest(String action) {
        return superuser()
                .resultQuery(
                        "select details from madoguchi.audit_entry where action = ? order by id desc limit 1", action)
                .fetchSingle(0, String.class);
    }

    /** A visit to the search of eleven years ago. */
    private long visit() {
        return superuser().resultQuery("""
                        insert into madoguchi.search_visit (staff_no, began_at, ended_at, ended_by, shown, refused)
                        select ?, now() - interval '11 years', now() - interval '11 years', 'LEFT', 1, false returning id""", auditor.staffNo().value()).fetchSingle(0, Long.class);
    }
}
