package jp.madoguchi.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.timepicker.TimePicker;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Closing.Category;
import jp.madoguchi.contact.Closing.Cause;
import jp.madoguchi.contact.Closing.Outcome;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.ui.HeaderPart;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.MessagePanel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ContactScreensTest extends ConsoleTest {

    private static final Closing EXPLAINED =
            new Closing(Category.LOGIN, Cause.WRONG_CREDENTIALS, Outcome.EXPLAINED, "丁寧にご案内しました。");

    @Autowired
    Contacts contacts;

    @Autowired
    ContactDesk desk;

    @Autowired
    List<HeaderPart> parts;

    @Autowired
    List<HomeCard> cards;

    private Scene scene;
    private Workplace store;
    private StaffMember clerk;

    @BeforeEach
    void open_a_store() {
        scene = scene();
        store = scene.store();
        clerk = Scene.signIn(scene.staff(store, Role.CLERK));
    }

    @AfterEach
    void sign_out() {
        Scene.signOut();
    }

    // The bar ----------------------------------------------------------------------------------------------------

    @Test
    void without_a_contact_the_bar_offers_to_open_one() {
        var bar = bar();

        assertThat(pieces(bar)).contains("応対開始").doesNotContain("応対終了", "保留");
    }

    @Test
    void the_bar_tells_everything_about_the_contact_in_front() {
        var member = scene.member();
        var contactNo = open(Channel.STORE, member.memberNo());

        var bar = bar();

        assertThat(pieces(bar))
                .contains("店舗", contactNo.value(), store.name(), "髙橋 花子", "未確認", "メモ", "保留", "応対終了")
                .doesNotContain("応対開始", "会員未確認");
        assertThat(links(bar)).contains("members/" + member.memberNo(), "contacts/" + contactNo);
    }

    @Test
    void an_unknown_member_is_told_as_unknown() {
        open(Channel.PHONE_IN, null);

        assertThat(pieces(bar())).contains("受電", "会員未確認");
    }

    @Test
    void a_passed_check_is_told_with_the_minutes_left() {
        check(open(Channel.STORE, scene.member().memberNo()), true, Duration.ofMinutes(0));

        assertThat(pieces(bar())).contains("確認済み(あと60分)");
    }

    @Test
    void a_failed_check_and_one_that_ran_out_are_told() {
        var contactNo = open(Channel.STORE, scene.member().memberNo());
        check(contactNo, true, Duration.ofMinutes(61));
        assertThat(pieces(bar())).contains("期限切れ");
        check(contactNo, false, Duration.ofMinutes(2));
        assertThat(pieces(bar())).contains("失敗");
        check(contactNo, false, Duration.ofMinutes(1));
        assertThat(pieces(bar())).contains("失敗(再確認不可)");
    }

    @Test
    void parking_and_resuming_change_the_bar() {
        var contactNo = open(Channel.STORE, null);
        var bar = bar();

        click(bar, "保留");
        assertThat(pieces(bar)).contains("応対開始", "保留中 1件");

        click(bar, "再開");
        assertThat(pieces(bar)).contains(contactNo.value(), "応対終了").doesNotContain("保留中 1件");
    }

    @Test
    void a_parked_contact_is_not_resumed_beside_another_in_front_and_says_why() {
        contacts.park(OperationId.make(), open(Channel.STORE, null));
        open(Channel.STORE, null);

        var bar = bar();

        assertThat(pieces(bar)).anyMatch(words -> words.contains("いまの応対を保留または終了してください"));
        assertThat(button(bar, "再開").isEnabled()).isFalse();
    }

    @Test
    void parked_too_long_it_says_that_the_check_is_void_before_and_after_resuming() {
        var contactNo = open(Channel.STORE, scene.member().memberNo());
        check(contactNo, true, Duration.ofMinutes(20));
        contacts.park(OperationId.make(), contactNo);
        superuser()
                .execute(
                        "update madoguchi.contact set parked_at = clock_timestamp() - interval '10 minutes' where contact_no = ?",
                        contactNo.value());
        var bar = bar();
        assertThat(pieces(bar)).anyMatch(words -> words.contains("本人確認は無効"));

        click(bar, "再開");

        assertThat(pieces(bar)).contains("期限切れ");
        assertThat(pieces(find(Notification.class).single())).anyMatch(words -> words.contains("もう一度行ってください"));
    }

    @Test
    void a_click_that_comes_too_late_says_so() {
        var contactNo = open(Channel.STORE, null);
        var bar = bar();
        contacts.close(OperationId.make(), contactNo, EXPLAINED);

        click(bar, "保留");

        assertThat(pieces(find(Notification.class).single())).anyMatch(words -> words.contains("この応対は終了または保留されているか"));
    }

    @Test
    void who_may_have_no_contact_has_no_bar_and_no_card() {
        var auditor = Scene.signIn(scene.staff(store, Role.AUDITOR));

        assertThat(parts.stream()
                        .filter(ContactHeader.class::isInstance)
                        .map(HeaderPart::create)
                        .allMatch(part -> !part.isVisible()))
                .isTrue();
        assertThat(cards.stream().filter(OwnContactsCard.class::isInstance).noneMatch(card -> card.isFor(auditor)))
                .isTrue();
    }

    // Opening ----------------------------------------------------------------------------------------------------

    @Test
    @SuppressWarnings("unchecked")
    void a_call_is_opened_with_a_number_written_as_people_write_it() {
        desk.open(null);
        var dialog = dialog();
        assertThat(find(TextField.class, dialog).all()).isEmpty();
        test(find(RadioButtonGroup.class, dialog).single()).selectItem("受電");
        test(field("発信者番号")).setValue("(090)１２３４-5678");
        test(field("録音番号")).setValue("rec-0001");

        click(dialog, "応対開始");

        var front = contacts.front().orElseThrow();
        assertThat(front.channel()).isEqualTo(Channel.PHONE_IN);
        assertThat(console.fetchValue(
                        "select caller_number || ' ' || recording_no from madoguchi.contact where contact_no = ?",
                        front.contactNo().value()))
                .isEqualTo("09012345678 REC-0001");
        assertThat(dialog.isOpened()).isFalse();
    }

    @Test
    void a_number_that_is_none_is_refused_and_stays_in_the_field() {
        desk.open(null);
        var dialog = dialog();
        test(find(RadioButtonGroup.class, dialog).single()).selectItem("受電");
        test(field("発信者番号")).setValue("非通知");

        click(dialog, "応対開始");

        assertThat(message(dialog)).contains("電話番号として読み取れません。", "何も保存されていません。", "コード CONTACT-004");
        assertThat(field("発信者番号").getValue()).isEqualTo("非通知");
        assertThat(dialog.isOpened()).isTrue();
    }

    @Test
    void at_a_machine_the_booth_is_chosen_among_those_it_has() {
        var machine = scene.machine();
        Scene.signIn(scene.staff(store, Role.OPERATOR));
        desk.open(null);
        var dialog = dialog();
        test(find(RadioButtonGroup.class, dialog).single()).selectItem("自動契約機");
        click(dialog, "応対開始");
        assertThat(dialog.isOpened()).isTrue();
        assertThat(find(ComboBox.class, dialog).single().isInvalid()).isTrue();

        test(find(ComboBox.class, dialog).single()).selectItem(machine.name());
        assertThat(test(find(Select.class, dialog).single()).getSuggestions()).containsExactly("1", "2");
        test(find(Select.class, dialog).single()).selectItem("2");
        click(dialog, "応対開始");

        assertThat(pieces(bar())).contains(machine.name() + " ブース2");
    }

    @Test
    void beside_a_contact_in_front_none_is_opened_and_the_rule_is_told() {
        open(Channel.STORE, null);

        desk.open(scene.member().memberNo());

        assertThat(message(dialog())).contains("すでに応対中です。");
        assertThat(find(Button.class).all())
                .noneMatch(button -> button.getText().equals("応対開始") && isWithin(button.getElement(), dialog()));
    }

    @Test
    void without_a_workplace_the_way_to_choose_one_is_told() {
        Scene.signIn(new StaffMember(
                clerk.staffNo(),
                clerk.signInName(),
                clerk.name(),
                clerk.roles(),
                clerk.rights(),
                null,
                clerk.sessionRef()));

        desk.open(null);

        assertThat(message(dialog())).contains("本日の勤務拠点が選ばれていません。");
    }

    // Notes ------------------------------------------------------------------------------------------------------

    @Test
    void a_note_is_kept_as_a_draft_until_it_is_saved() {
        var contactNo = open(Channel.STORE, null);
        desk.note(contactNo, () -> {});
        test(note(dialog())).setValue("途中まで");
        dialog().close();

        desk.note(contactNo, () -> {});
        assertThat(note(dialog()).getValue()).isEqualTo("途中まで");
        assertThat(pieces(dialog())).contains("下書きを復元しました", "4 / 2,000文字");
        click(dialog(), "保存");

        assertThat(console.fetchValues(
                        "select text from madoguchi.contact_note where contact_no = '" + contactNo + "'"))
                .hasSize(1);
        desk.note(contactNo, () -> {});
        assertThat(note(dialog()).getValue()).isEmpty();
    }

    @Test
    void a_note_that_is_refused_stays_with_the_reason() {
        var contactNo = open(Channel.STORE, null);
        desk.note(contactNo, () -> {});
        test(note(dialog())).setValue("あい\u0007う");
        assertThat(note(dialog()).isInvalid()).isTrue();

        click(dialog(), "保存");

        assertThat(message(dialog())).contains("使用できない文字が3文字目に含まれています。");
        assertThat(note(dialog()).getValue()).isEqualTo("あい\u0007う");
        test(note(dialog())).setValue("");
        click(dialog(), "保存");
        assertThat(note(dialog()).getErrorMessage()).isEqualTo("メモを入力してください。");
    }

    // Closing ----------------------------------------------------------------------------------------------------

    @Test
    void closing_asks_for_category_cause_and_outcome() {
        open(Channel.STORE, null);
        var bar = bar();
        click(bar, "応対終了");
        var dialog = dialog();

        click(dialog, "応対終了");
        assertThat(selects(dialog)).allMatch(Select::isInvalid);

        test(selects(dialog).get(0)).selectItem("ログイン");
        test(selects(dialog).get(1)).selectItem("ID・パスワードの入力誤り");
        test(selects(dialog).get(2)).selectItem("ご案内済み");
        test(note(dialog)).setValue("解決");
        click(dialog, "応対終了");

        assertThat(dialog.isOpened()).isFalse();
        assertThat(pieces(bar)).contains("応対開始");
        assertThat(contacts.front()).isEmpty();
    }

    @Test
    void the_promise_of_a_late_member_is_asked_for_with_its_outcome() {
        var member = scene.member().memberNo();
        superuser()
                .execute(
                        "insert into madoguchi.delinquency (member_no, due_on, amount) values (?, current_date - 10, 8000)",
                        member.value());
        var contactNo = open(Channel.PHONE_IN, member);
        click(bar(), "応対終了");
        var dialog = dialog();
        test(selects(dialog).get(0)).selectItem("その他");
        test(selects(dialog).get(1)).selectItem("ログイン以外の用件");
        test(selects(dialog).get(2)).selectItem("担当へ引き継ぎ(入金約束)");

        click(dialog, "応対終了");
        assertThat(dialog.isOpened()).isTrue();
        test(field("入金の約束日")).setValue(scene.today().plusDays(2).toString().replace('-', '/'));
        test(field("約束の金額")).setValue("８,０００");
        click(dialog, "応対終了");

        assertThat(dialog.isOpened()).isFalse();
        assertThat(console.fetchValue(
                        "select amount from madoguchi.payment_promise where contact_no = ?", contactNo.value()))
                .isEqualTo(8000L);
    }

    private TextField field(String label) {
        return $(TextField.class).all().stream()
                .filter(field -> field.getLabel().equals(label))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_happened_is_proposed_with_its_reason_and_can_be_changed() {
        var contactNo = open(Channel.PHONE_IN, scene.locked().memberNo());

        click(bar(), "応対終了");

        assertThat(pieces(dialog())).anyMatch(words -> words.startsWith("会員はロック中で、お電話では解除できません。"));
        assertThat(selects(dialog()).stream().map(Select::getValue))
                .containsExactly(Category.LOGIN, Cause.LOCKED, Outcome.SENT_TO_STORE);
        test(selects(dialog()).get(2)).selectItem("折り返し電話");
        click(dialog(), "応対終了");
        assertThat(field("折り返す日").isInvalid()).isTrue();
        test(field("折り返す日")).setValue(scene.today().plusDays(1).toString().replace('-', '/'));
        test(find(TimePicker.class, dialog()).single()).setValue(LocalTime.of(10, 30));
        test(field("録音番号")).setValue("rec 20261129-0017");
        click(dialog(), "応対終了");
        assertThat(console.fetchValue(
                        "select outcome || ' ' || recording_no || ' ' || to_char(call_back_at at time zone 'Asia/Tokyo', 'HH24:MI') from madoguchi.contact where contact_no = ?",
                        contactNo.value()))
                .isEqualTo("CALL_BACK REC20261129-0017 10:30");
        var card = cards.stream()
                .filter(CallBacksCard.class::isInstance)
                .findFirst()
                .orElseThrow()
                .create();
        UI.getCurrent().add(card);
        assertThat(pieces(card)).contains(contactNo.value());
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_template_comes_below_what_was_typed() {
        open(Channel.STORE, scene.member().memberNo());
        click(bar(), "応対終了");
        test(note(dialog())).setValue("自分で書いた文。");

        test((ComboBox<ClosingTemplate>) find(ComboBox.class, dialog()).single())
                .selectItem("障害・メンテナンスを案内");

        assertThat(note(dialog()).getValue()).startsWith("自分で書いた文。\n会員ページがご利用いただけない");
        assertThat(find(ComboBox.class, dialog()).single().isEmpty()).isTrue();
    }

    @Test
    void a_note_that_was_begun_moves_into_the_closing_form() {
        var contactNo = open(Channel.STORE, null);
        desk.note(contactNo, () -> {});
        test(note(dialog())).setValue("書きかけのメモ");
        dialog().close();

        click(bar(), "応対終了");

        assertThat(note(dialog()).getValue()).isEqualTo("書きかけのメモ");
    }

    // Home and record --------------------------------------------------------------------------------------------

    @Test
    void the_home_card_shows_front_parked_and_closed() {
        contacts.close(OperationId.make(), open(Channel.STORE, null), EXPLAINED);
        var parked = open(Channel.PHONE_IN, scene.member().memberNo());
        contacts.park(OperationId.make(), parked);
        var card = cards.stream()
                .filter(OwnContactsCard.class::isInstance)
                .findFirst()
                .orElseThrow()
                .create();
        UI.getCurrent().add(card);
        assertThat(pieces(card)).contains("自分の応対", "応対中の会員はいません。", "保留中 1件", parked.value(), "本日終了 1件", "ご案内済み");

        click(card, "再開");

        assertThat(pieces(card)).contains("保留中 0件").doesNotContain("応対中の会員はいません。");
    }

    @Test
    void a_contact_is_read_with_its_notes_and_what_was_done() {
        var contactNo = open(Channel.STORE, scene.member().memberNo());
        contacts.note(OperationId.make(), contactNo, "一行目\n二行目");
        contacts.close(OperationId.make(), contactNo, EXPLAINED);

        var view = navigate("contacts/" + contactNo, ContactView.class);

        assertThat(pieces(view))
                .contains(
                        "応対 " + contactNo, "終了", "髙橋 花子", "一行目\n二行目", "丁寧にご案内しました。", "ご案内済み", "応対開始", "メモを追加", "応対終了");
        assertThat(find(Button.class, view).all()).extracting(Button::getText).containsExactly("追記");
    }

    @Test
    void a_note_is_added_to_ones_own_open_contact_from_its_record() {
        var contactNo = open(Channel.STORE, null);
        var view = navigate("contacts/" + contactNo, ContactView.class);

        click(view, "メモを追加");
        test(note(dialog())).setValue("後から");
        click(dialog(), "保存");

        assertThat(pieces(view)).contains("後から");
    }

    @Test
    void a_contact_of_another_place_is_not_found_like_one_that_never_was() {
        var contactNo = open(Channel.STORE, null);
        Scene.signIn(scene.staff(scene.store(), Role.CLERK));

        var foreign = notFound("contacts/" + contactNo);

        assertThat(foreign).isEqualTo(notFound("contacts/C9999999999")).isEqualTo(notFound("contacts/nonsense"));
    }

    // Ground -----------------------------------------------------------------------------------------------------

    private List<String> notFound(String address) {
        UI.getCurrent().navigate(address);
        return pieces(UI.getCurrent()).stream()
                .filter(words -> !words.contains("試験"))
                .toList();
    }

    private ContactBar bar() {
        var bar = new ContactBar(desk, List.of());
        UI.getCurrent().add(bar);
        return bar;
    }

    private Dialog dialog() {
        return find(Dialog.class).all().stream()
                .filter(Dialog::isOpened)
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private NoteField note(Component within) {
        return find(NoteField.class, within).single();
    }

    @SuppressWarnings("rawtypes")
    private List<Select> selects(Component within) {
        return find(Select.class, within).all();
    }

    private List<String> message(Component within) {
        return pieces(find(MessagePanel.class, within).single());
    }

    private void click(Component within, String words) {
        test(button(within, words)).click();
    }

    private static List<String> links(Component within) {
        return components(within).stream()
                .filter(Anchor.class::isInstance)
                .map(link -> ((Anchor) link).getHref())
                .toList();
    }

    /** Every text of its own within a component, hidden parts left out. */
    private ContactNo open(Channel channel, @Nullable MemberNo memberNo) {
        return contacts.open(OperationId.make(), new NewContact(channel, null, null, null, memberNo));
    }

    private void check(ContactNo contactNo, boolean passed, Duration ago) {
        superuser()
                .execute(
                        """
                        insert into madoguchi.identity_check (ref, contact_no, member_no, method, result, fail_reason, staff_no, place_no, at, valid_until)
                        select gen_random_uuid(), c.contact_no, c.member_no, 'IN_PERSON', ?, ?, c.staff_no, c.place_no, t, case when ? then t + interval '60 minutes' end
                        from madoguchi.contact c, (select clock_timestamp() - make_interval(mins => ?) as t) x where c.contact_no = ?""",
                        passed ? "PASSED" : "FAILED",
                        passed ? null : "FACE_DIFFERS",
                        passed,
                        (int) ago.toMinutes(),
                        contactNo.value());
    }
}
