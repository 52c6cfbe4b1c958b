package jp.madoguchi.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.notice.MaintenanceRules.Fate;
import jp.madoguchi.notice.MaintenanceRules.Move;
import jp.madoguchi.notice.NoticeRefused.Why;
import jp.madoguchi.operation.DatabaseTime;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Changes of the maintenance: what moves is known before, another admin agrees, and the site obeys at once. */
class MaintenanceRulesTest extends ConsoleTest {

    @Autowired
    MaintenanceRules rules;

    @Autowired
    DatabaseTime time;

    private StaffMember writer;
    private StaffMember second;
    private Instant now;
    private LocalDate day;

    @BeforeEach
    void two_admins() {
        var scene = scene();
        writer = scene.staff(scene.callCenter(), Role.ADMIN);
        second = scene.staff(scene.callCenter(), Role.ADMIN);
        now = time.now();
        day = Tokyo.date(now).plusDays(10);
        Scene.signIn(writer);
    }

    @Test
    void a_new_rule_says_what_comes_and_counts_when_another_admin_agreed() {
        var change = add(oneOff(day));

        assertThat(mine(rules.preview(change))).containsExactly(Fate.COMES);
        assertThat(windowsOn(day)).as("a preview keeps nothing").isEmpty();

        var ref = rules.send(OperationId.make(), change);
        assertThat(windowsOn(day)).isEmpty();
        refused(Why.OWN, () -> rules.approve(OperationId.make(), ref));

        Scene.signIn(second);
        assertThat(mine(rules.consequences(ref))).containsExactly(Fate.COMES);
        rules.approve(OperationId.make(), ref);

        assertThat(windowsOn(day)).hasSize(1);
        var inside = Tokyo.startOf(day).plus(Duration.ofMinutes(90));
        assertThat(availableAt(inside)).isFalse();
        assertThat(availableAt(inside.plus(Duration.ofHours(3)))).isTrue();
        end(rule());
    }

    @Test
    void one_window_is_left_out_or_moved_and_back() {
        agree(add(oneOff(day)));
        var rule = rule();

        var skip = new RuleChange(RuleChange.What.SKIP, rule, null, null, day, null, "年度末のため");
        assertThat(mine(rules.preview(skip))).containsExactly(Fate.GOES);
        agree(skip);
        assertThat(windowsOn(day)).isEmpty();

        var other = Tokyo.startOf(day).plus(Duration.ofHours(5));
        agree(new RuleChange(RuleChange.What.MOVE, rule, null, null, day, other, "やはり行う"));
        assertThat(windowsOn(day)).singleElement().satisfies(window -> {
            assertThat(window.from()).isEqualTo(other);
            assertThat(window.until()).isEqualTo(other.plus(Duration.ofHours(2)));
            assertThat(window.moved()).isTrue();
        });
        refused(
                Why.CHANGED,
                () -> rules.preview(
                        new RuleChange(RuleChange.What.SKIP, rule, null, null, day.plusDays(1), null, "その日はない")));
        end(rule);
    }

    @Test
    void another_rule_in_place_of_one_tells_what_goes_and_what_comes() {
        agree(add(oneOff(day)));
        var rule = rule();
        var replacing = new RuleChange(RuleChange.What.REPLACE, rule, now, oneOff(day.plusDays(1)), null, null, "翌日に");

        assertThat(mine(rules.preview(replacing))).containsExactly(Fate.GOES, Fate.COMES);
        agree(replacing);

        assertThat(windowsOn(day)).isEmpty();
        assertThat(windowsOn(day.plusDays(1))).hasSize(1);
        refused(Why.CHANGED, () -> rules.preview(replacing));
        day = day.plusDays(1);
        end(rule());
    }

    @Test
    void a_refused_change_changes_nothing_and_says_why() {
        var ref = rules.send(OperationId.make(), add(oneOff(day)));
        Scene.signIn(second);
        refused(Why.REASON_MISSING, () -> rules.refuse(OperationId.make(), ref, null));

        rules.refuse(OperationId.make(), ref, "祝日に当たる");

        assertThat(windowsOn(day)).isEmpty();
        refused(Why.CHANGED, () -> rules.approve(OperationId.make(), ref));
    }

    @Test
    void the_maker_alone_takes_a_change_back() {
        var ref = rules.send(OperationId.make(), add(oneOff(day)));
        Scene.signIn(second);
        refused(Why.CHANGED, () -> rules.takeBack(OperationId.make(), ref));
        Scene.signIn(writer);

        rules.takeBack(OperationId.make(), ref);

        assertThat(rules.look().waiting())
                .extracting(MaintenanceRules.Waiting::ref)
                .doesNotContain(ref);
    }

    @Test
    void what_is_missing_is_said_before_it_is_sent() {
        var form = oneOff(day);
        refused(
                Why.REASON_MISSING,
                () -> rules.preview(new RuleChange(RuleChange.What.ADD, null, now, form, null, null, " ")));
        refused(
                Why.RULE_INCOMPLETE,
                () -> rules.preview(
                        add(new RuleForm(RuleKind.WEEKLY, null, null, null, null, LocalTime.MIDNIGHT, 60))));
        refused(
                Why.RULE_INCOMPLETE,
                () -> rules.preview(
                        add(new RuleForm(RuleKind.ONE_OFF, null, null, null, day, LocalTime.MIDNIGHT, 2881))));
        refused(
                Why.RULE_INCOMPLETE,
                () -> rules.preview(new RuleChange(RuleChange.What.END, null, now, null, null, null, "理由")));
    }

    private RuleForm oneOff(LocalDate on) {
        return new RuleForm(RuleKind.ONE_OFF, null, null, null, on, LocalTime.of(1, 0), 120);
    }

    private RuleChange add(RuleForm form) {
        return new RuleChange(RuleChange.What.ADD, null, now, form, null, null, "機器の交換");
    }

    private void agree(RuleChange change) {
        Scene.signIn(writer);
        var ref = rules.send(OperationId.make(), change);
        Scene.signIn(second);
        rules.approve(OperationId.make(), ref);
        Scene.signIn(writer);
    }

    /** Other tests must not find the site closed. */
    private void end(long rule) {
        agree(new RuleChange(RuleChange.What.END, rule, now, null, null, null, "試験の終わり"));
    }

    private long rule() {
        return rules.look().rules().stream()
                .filter(each -> day.equals(each.form().onDate()))
                .mapToLong(MaintenanceRules.Rule::id)
                .max()
                .orElseThrow();
    }

    private static List<Fate> mine(List<Move> moves) {
        return moves.stream().map(Move::fate).filter(fate -> fate != Fate.STAYS).toList();
    }

    private List<MaintenanceWindow> windowsOn(LocalDate on) {
        return rules.look().windows().stream()
                .filter(window -> window.day().equals(on))
                .toList();
    }

    private boolean availableAt(Instant at) {
        return Boolean.TRUE.equals(console.fetchValue(
                "select available from madoguchi.login_availability('MEMBER_PAGE', ?::timestamptz)", at.toString()));
    }

    private static void refused(@Nullable Why why, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        NoticeRefused.class,
                        refused -> assertThat(refused.why()).isEqualTo(why));
    }
}
