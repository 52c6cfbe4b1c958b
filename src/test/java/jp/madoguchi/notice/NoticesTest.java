package jp.madoguchi.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.notice.NoticeRefused.Why;
import jp.madoguchi.operation.DatabaseTime;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From the form to what members see: the second admin, emergencies, versions, updates, withdrawal. */
class NoticesTest extends ConsoleTest {

    @Autowired
    Notices notices;

    @Autowired
    NoticeBoard board;

    @Autowired
    NoticeDrafts drafts;

    @Autowired
    StaffNotices staffNotices;

    @Autowired
    MemberPage page;

    @Autowired
    NoticeDeskCard card;

    @Autowired
    DatabaseTime time;

    private final UUID notice = UUID.randomUUID();
    private Scene scene;
    private StaffMember writer;
    private StaffMember second;
    private Instant now;

    @BeforeEach
    void two_admins() {
        scene = scene();
        writer = scene.staff(scene.callCenter(), Role.ADMIN);
        second = scene.staff(scene.callCenter(), Role.ADMIN);
        now = time.now();
        Scene.signIn(writer);
    }

    /** An outage would close the login of every other test. */
    @AfterEach
    void withdraw() {
        Scene.signIn(writer);
        var published = file().published();
        if (published != null && published.withdrawnAt() == null) {
            notices.withdraw(OperationId.make(), notice, "試験の終わり");
        }
    }

    @Test
    void nobody_sees_a_notice_before_another_admin_agreed() {
        var version = send(information(null), 0);

        assertThat(seen()).isFalse();
        assertThat(board.look().waiting()).extracting(NoticeVersion::ref).contains(version);
        refused(Why.OWN, () -> notices.approve(OperationId.make(), version));

        Scene.signIn(second);
        notices.approve(OperationId.make(), version);

        assertThat(seen()).isTrue();
        assertThat(file().state()).isEqualTo(NoticeState.IN_FORCE);
        assertThat(file().versions().getFirst().checker())
                .contains(second.staffNo().value());
        refused(Why.CHANGED, () -> notices.refuse(OperationId.make(), version, "もう遅い"));
    }

    @Test
    void a_refused_version_is_never_seen_and_says_why() {
        var version = send(information(null), 0);
        Scene.signIn(second);
        refused(Why.REASON_MISSING, () -> notices.refuse(OperationId.make(), version, "  "));

        notices.refuse(OperationId.make(), version, "日付が違う");

        assertThat(seen()).isFalse();
        assertThat(file().versions().getFirst().note()).isEqualTo("日付が違う");
        assertThat(file().state()).isEqualTo(NoticeState.NEVER_SHOWN);
    }

    @Test
    void the_writer_takes_back_what_waits_and_nobody_else_does() {
        var version = send(information(null), 0);
        Scene.signIn(second);
        refused(Why.CHANGED, () -> notices.takeBack(OperationId.make(), version));

        Scene.signIn(writer);
        notices.takeBack(OperationId.make(), version);

        assertThat(file().versions().getFirst().decision()).isEqualTo(NoticeVersion.Decision.TAKEN_BACK);
    }

    @Test
    void one_click_sent_twice_is_one_version() {
        var id = OperationId.make();

        var first = notices.send(id, notice, 0, information(null), false);

        assertThat(notices.send(id, notice, 0, information(null), false)).isEqualTo(first);
        assertThat(file().versions()).hasSize(1);
        refused(Why.WAITS_ALREADY, () -> send(information(null), 0));
    }

    @Test
    void an_emergency_closes_the_login_at_once_and_is_listed_until_another_admin_confirms() {
        var version = emergency();

        assertThat(seen()).isTrue();
        assertThat(closes()).isTrue();
        assertThat(board.look().unconfirmed()).extracting(NoticeVersion::ref).contains(version);
        refused(Why.OWN, () -> notices.approve(OperationId.make(), version));

        Scene.signIn(second);
        notices.approve(OperationId.make(), version);

        assertThat(seen()).isTrue();
        assertThat(board.look().unconfirmed()).extracting(NoticeVersion::ref).doesNotContain(version);
    }

    @Test
    void an_emergency_that_is_refused_is_gone() {
        var version = emergency();
        Scene.signIn(second);

        notices.refuse(OperationId.make(), version, "訓練だった");

        assertThat(seen()).isFalse();
        assertThat(closes()).isFalse();
        var published = file().published();
        assertThat(published).isNotNull();
        assertThat(published.withdrawnBecause()).isEqualTo("訓練だった");
    }

    @Test
    void only_an_outage_is_an_emergency() {
        refused(Why.NO_EMERGENCY, () -> notices.send(OperationId.make(), notice, 0, information(null), true));
    }

    @Test
    void a_change_is_a_new_version_and_the_old_one_stays_in_sight_until_it_is_agreed_to() {
        publish(information(null));
        var change = send(titled("変更後の題名", now.plusSeconds(3600)), version());

        assertThat(title()).isEqualTo("臨時休業のお知らせ");

        Scene.signIn(second);
        notices.approve(OperationId.make(), change);

        assertThat(title()).isEqualTo("変更後の題名");
        assertThat(seen()).as("a later beginning does not hide what is shown").isTrue();
        assertThat(file().versions()).extracting(NoticeVersion::number).containsExactly(2, 1);
    }

    @Test
    void a_change_of_what_changed_meanwhile_is_refused() {
        publish(outage());
        var seen = version();
        var change = send(outage(), seen);
        notices.tell(OperationId.make(), notice, NoticeStep.RESTORED, "復旧しました。", null);
        Scene.signIn(second);

        refused(Why.CHANGED, () -> notices.approve(OperationId.make(), change));
        notices.refuse(OperationId.make(), change, "復旧済み");
        refused(Why.CHANGED, () -> send(outage(), seen));
    }

    @Test
    void updates_go_forward_and_the_last_ends_the_outage() {
        publish(outage());
        assertThat(closes()).isTrue();
        notices.tell(OperationId.make(), notice, NoticeStep.IDENTIFIED, "原因がわかりました。", "Found.");

        refused(Why.CHANGED, () -> notices.tell(OperationId.make(), notice, NoticeStep.INVESTIGATING, "調査中", null));
        assertThat(file().nextSteps()).containsExactly(NoticeStep.RESTORED);
        notices.tell(OperationId.make(), notice, NoticeStep.RESTORED, "復旧しました。", null);

        assertThat(closes()).isFalse();
        assertThat(seen()).as("members read that it is over").isTrue();
        assertThat(console.fetchValue(
                        "select updates::text from madoguchi.public_notices(now(), now()) where ref = ?", notice))
                .asString()
                .contains("原因がわかりました。", "Found.", "復旧しました。");
    }

    @Test
    void a_withdrawal_needs_a_reason_and_takes_effect_at_once() {
        publish(outage());
        refused(Why.REASON_MISSING, () -> notices.withdraw(OperationId.make(), notice, null));

        notices.withdraw(OperationId.make(), notice, "誤報");

        assertThat(seen()).isFalse();
        assertThat(closes()).isFalse();
        assertThat(file().state()).isEqualTo(NoticeState.ENDED);
        refused(Why.CHANGED, () -> notices.withdraw(OperationId.make(), notice, "もう一度"));
    }

    @Test
    void what_is_missing_or_impossible_is_said_before_it_is_sent() {
        refused(Why.INCOMPLETE, () -> send(titled(" ", null), 0));
        refused(Why.CLOCKS, () -> send(form(NoticeKind.INFORMATION, "題", now, now.minusSeconds(1), null, null), 0));
        refused(
                Why.PAST_END,
                () -> send(
                        form(NoticeKind.INFORMATION, "題", now.minusSeconds(60), now.minusSeconds(1), null, null), 0));
        refused(
                Why.CLOCKS,
                () -> send(form(NoticeKind.OUTAGE, "題", now, null, now, now.minus(Duration.ofHours(1))), 0));
        refused(Why.INCOMPLETE, () -> send(form(NoticeKind.OUTAGE, "題", now, null, null, null), 0));
    }

    @Test
    void warnings_tell_of_the_past_of_hiding_too_soon_and_of_overlaps() {
        publish(outage());
        var other = UUID.randomUUID();

        assertThat(codes(other, form(NoticeKind.OUTAGE, "題", now, null, now.minusSeconds(900), now.minusSeconds(700))))
                .containsExactly(NoticeWarning.Code.PAST_END);
        assertThat(codes(other, form(NoticeKind.OUTAGE, "題", now, now.plusSeconds(60), now, null)))
                .containsExactlyInAnyOrder(NoticeWarning.Code.HIDDEN_TOO_SOON, NoticeWarning.Code.OVERLAP);
        assertThat(codes(
                        other,
                        form(
                                NoticeKind.MAINTENANCE,
                                "題",
                                now.minusSeconds(600),
                                null,
                                now.minusSeconds(900),
                                now.minusSeconds(700))))
                .contains(NoticeWarning.Code.SHOWN_LATE)
                .doesNotContain(NoticeWarning.Code.OVERLAP);
        assertThat(codes(notice, outage())).as("with itself nothing overlaps").isEmpty();
    }

    @Test
    void an_instant_transfer_is_affected_with_the_banks_that_are_named() {
        publish(transfers("ゆうちょ銀行、みずほ銀行"));
        assertThat(banks()).isEqualTo("ゆうちょ銀行、みずほ銀行");

        var change = send(transfers(null), version());
        Scene.signIn(second);
        notices.approve(OperationId.make(), change);

        assertThat(banks()).isNull();
        var versions = file().versions();
        assertThat(NoticeDifference.between(
                        versions.getLast().form(), versions.getFirst().form()))
                .containsExactly(new NoticeDifference("banks", "ゆうちょ銀行、みずほ銀行", ""));
        Scene.signIn(writer);
        var other = UUID.randomUUID();
        notices.send(OperationId.make(), other, 0, withBanks(information(null), "ゆうちょ銀行"), false);
        assertThat(notices.read(other).versions().getFirst().form().banks())
                .as("of what instant transfers are not")
                .isNull();
    }

    @Test
    void the_preview_is_the_page_itself_beside_the_other_notices() {
        var later = Instant.parse("2101-01-01T00:00:00Z");
        var form = form(NoticeKind.OUTAGE, "見本の障害", later, null, later, null);
        publish(form(NoticeKind.INFORMATION, "ほかのお知らせ", now, null, null, null));
        var mine = UUID.randomUUID();
        var before = page.draw(mine, form, later);
        assertThat(before.japanese()).containsSubsequence("見本の障害", "ほかのお知らせ");

        var version = notices.send(OperationId.make(), mine, 0, form, false);
        Scene.signIn(second);
        notices.approve(OperationId.make(), version);

        var after = page.draw(
                mine, Objects.requireNonNull(notices.read(mine).published()).form(), later);
        assertThat(article(after.japanese(), mine)).isEqualTo(article(before.japanese(), mine));
        assertThat(article(after.english(), mine)).isEqualTo(article(before.english(), mine));
        notices.withdraw(OperationId.make(), mine, "試験の終わり");
    }

    @Test
    void the_preview_of_what_is_shown_has_its_updates() {
        publish(outage());
        notices.tell(OperationId.make(), notice, NoticeStep.IDENTIFIED, "原因がわかりました。", null);
        var form = Objects.requireNonNull(file().published()).form();

        assertThat(page.draw(notice, form, time.now()).japanese()).contains("原因がわかりました。");
    }

    private static String article(String html, UUID ref) {
        var begin = html.indexOf("<article id=\"n-" + ref);
        return html.substring(begin, html.indexOf("</article>", begin));
    }

    private @Nullable String banks() {
        return memberSite()
                .fetchOne("select banks from member_site.current_notices() where ref = ?", notice)
                .get(0, String.class);
    }

    private NoticeForm transfers(@Nullable String banks) {
        return withBanks(outage(), banks);
    }

    private static NoticeForm withBanks(NoticeForm form, @Nullable String banks) {
        return new NoticeForm(
                form.kind(),
                form.severity(),
                form.services().isEmpty() ? List.of() : List.of(AffectedService.INSTANT_TRANSFER),
                banks,
                form.title(),
                form.body(),
                form.toSay(),
                form.titleEn(),
                form.bodyEn(),
                form.affectedFrom(),
                form.affectedTo(),
                form.shownFrom(),
                form.shownUntil());
    }

    @Test
    @SuppressWarnings("unchecked")
    void the_form_warns_and_offers_an_emergency_for_an_outage_alone() {
        publish(outage());
        var view =
                navigate(NoticeEditView.class, Map.of("ref", UUID.randomUUID().toString()));
        var emergency = button("緊急掲載(今すぐ)");
        choose("種類", "INFORMATION");
        assertThat(emergency.isVisible()).isFalse();
        choose("種類", "OUTAGE");
        assertThat(emergency.isVisible()).isTrue();
        CheckboxGroup<AffectedService> services = $(CheckboxGroup.class).all().getFirst();
        services.setValue(Set.of(AffectedService.MEMBER_PAGE, AffectedService.INSTANT_TRANSFER));

        assertThat(words(view)).contains("時間の重なるお知らせがあります: ログインできない状況について");
        assertThat($(TextField.class).all().stream()
                        .filter(Component::isVisible)
                        .map(TextField::getLabel))
                .contains("対象の銀行");
        assertThat($(DateTimePicker.class).all())
                .hasSize(4)
                .allSatisfy(clock -> assertThat(clock.getHelperText()).contains("Asia/Tokyo"));
        drafts.mineAll().forEach(draft -> drafts.drop(draft.ref()));
    }

    @Test
    void the_board_and_the_home_page_of_a_second_admin_list_an_emergency_until_it_is_confirmed() {
        var version = emergency();
        Scene.signIn(second);
        assertThat(words(navigate(NoticesView.class))).contains("緊急掲載(確認待ち)", "緊急のお知らせ");
        assertThat(words(card.create())).contains("緊急のお知らせ");
        navigate(NoticeView.class, Map.of("ref", notice.toString()));

        test(button("確認する")).click();

        assertThat(words(navigate(NoticesView.class))).doesNotContain("緊急掲載(確認待ち)");
        assertThat(board.look().unconfirmed()).extracting(NoticeVersion::ref).doesNotContain(version);
    }

    @Test
    void a_draft_is_kept_for_its_writer_alone() {
        var ref = UUID.randomUUID();
        drafts.keep(ref, new NoticeDrafts.Draft(notice, 0, titled("書きかけ", null)));
        drafts.keep(ref, new NoticeDrafts.Draft(notice, 0, titled("書きかけの続き", null)));

        assertThat(drafts.find(ref).orElseThrow().form().title()).isEqualTo("書きかけの続き");
        assertThat(drafts.mineAll()).extracting(NoticeDrafts.Line::ref).containsExactly(ref);

        Scene.signIn(second);
        drafts.keep(ref, new NoticeDrafts.Draft(notice, 0, titled("他人の手", null)));
        drafts.drop(ref);
        assertThat(drafts.find(ref)).isEmpty();

        Scene.signIn(writer);
        assertThat(drafts.find(ref).orElseThrow().form().title()).isEqualTo("書きかけの続き");
        drafts.drop(ref);
        assertThat(drafts.mineAll()).isEmpty();
    }

    @Test
    void what_an_agent_has_read_is_unread_again_when_it_changes() {
        publish(outage());
        var agent = scene.staff(scene.callCenter(), Role.AGENT);
        Scene.signIn(agent);
        assertThat(mine().unread()).isTrue();
        assertThat(mine().sentence()).isPresent();

        staffNotices.markRead(notice);
        assertThat(mine().unread()).isFalse();

        Scene.signIn(second);
        assertThat(mine().unread()).as("each person's own mark").isTrue();
        notices.tell(OperationId.make(), notice, NoticeStep.RESTORED, "復旧しました。", null);
        Scene.signIn(agent);
        assertThat(mine().unread()).isTrue();
        assertThat(mine().sentence()).as("it is true no more").isEmpty();
        Scene.signIn(second);
        Scene.signIn(second);
    }

    private void publish(NoticeForm form) {
        var version = send(form, 0);
        Scene.signIn(second);
        notices.approve(OperationId.make(), version);
        Scene.signIn(writer);
    }

    private UUID send(NoticeForm form, int basedOn) {
        return notices.send(OperationId.make(), notice, basedOn, form, false);
    }

    private UUID emergency() {
        return notices.send(
                OperationId.make(),
                notice,
                0,
                form(NoticeKind.OUTAGE, "緊急のお知らせ", null, null, now.minusSeconds(60), null),
                true);
    }

    private NoticeForm information(@Nullable Instant until) {
        return form(NoticeKind.INFORMATION, "臨時休業のお知らせ", now, until, null, null);
    }

    private NoticeForm titled(String title, @Nullable Instant from) {
        return form(NoticeKind.INFORMATION, title, from == null ? now : from, null, null, null);
    }

    private NoticeForm outage() {
        return form(NoticeKind.OUTAGE, "ログインできない状況について", now, null, now.minusSeconds(60), null);
    }

    private static NoticeForm form(
            NoticeKind kind,
            String title,
            @Nullable Instant shownFrom,
            @Nullable Instant shownUntil,
            @Nullable Instant affectedFrom,
            @Nullable Instant affectedTo) {
        return new NoticeForm(
                kind,
                NoticeSeverity.HIGH,
                kind.stopsSomething() ? List.of(AffectedService.MACHINE, AffectedService.MEMBER_PAGE) : List.of(),
                null,
                title,
                "本文",
                "ただいま障害のため、ログインできません。",
                null,
                null,
                affectedFrom,
                affectedTo,
                shownFrom,
                shownUntil);
    }

    private List<NoticeWarning.Code> codes(UUID ref, NoticeForm form) {
        return board.warnings(ref, form).stream().map(NoticeWarning::code).toList();
    }

    private NoticeFile file() {
        return notices.read(notice);
    }

    private int version() {
        var published = file().published();
        return published == null ? 0 : published.version();
    }

    private String title() {
        return String.valueOf(console.fetchValue("select title from madoguchi.notice where ref = ?", notice));
    }

    private boolean seen() {
        return memberSite()
                .fetch("select ref from member_site.current_notices() where ref = ?", notice)
                .isNotEmpty();
    }

    private boolean closes() {
        return memberSite()
                .fetch("select cause from member_site.login_availability('MEMBER_PAGE') where notice_ref = ?", notice)
                .isNotEmpty();
    }

    private StaffNotices.Line mine() {
        return staffNotices.inForce().stream()
                .filter(line -> line.ref().equals(notice))
                .findFirst()
                .orElseThrow();
    }

    private static void refused(Why why, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        NoticeRefused.class,
                        refused -> assertThat(refused.why()).isEqualTo(why));
    }
}
