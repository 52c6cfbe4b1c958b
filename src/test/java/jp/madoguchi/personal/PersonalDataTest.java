package jp.madoguchi.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Map;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.Decision;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.identity.CheckResult;
import jp.madoguchi.identity.DocumentKind;
import jp.madoguchi.identity.DocumentRefused;
import jp.madoguchi.identity.Relocation;
import jp.madoguchi.identity.ShownDocument;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Registered data at the counter and on the phone: changed on a check, never overwritten, by whom the rulebook lets. */
class PersonalDataTest extends ConsoleTest {

    private static final Map<String, String> ADDRESS = Map.of(
            "postalCode",
            "150-0002",
            "prefecture",
            "東京都",
            "municipality",
            "渋谷区",
            "street",
            "渋谷1-1",
            "building",
            "",
            "document",
            "RESIDENT_RECORD");

    @Autowired
    BeanFactory beans;

    @Autowired
    PersonalDataChanges changes;

    @Autowired
    Moves moves;

    @Autowired
    Approvals approvals;

    private Scene scene;
    private Scene.Member member;
    private Counter counter;

    @BeforeEach
    void a_member_stands_at_the_counter() {
        scene = scene();
        member = scene.member();
        counter = Counter.open(beans, scene, scene.store(), member);
    }

    @Test
    void an_address_is_changed_on_a_check_with_history_message_and_trail() {
        counter.pass();
        var before = row(DataKind.ADDRESS);
        var click = OperationId.make();

        var outcome = change(counter, click, DataKind.ADDRESS, ADDRESS, before);

        assertThat(change(counter, click, DataKind.ADDRESS, ADDRESS, before))
                .as("a second click changes nothing")
                .isEqualTo(outcome);
        assertThat(outcome.at()).isNotNull();
        assertThat(superuser()
                        .fetchValue(
                                "select string_agg(postal_code || case when valid_to is null then ' now' else ' past' end, ', ' order by id) from madoguchi.member_address where member_no = ?",
                                no()))
                .asString()
                .endsWith("past, 1500002 now");
        assertThat(scene.outbox(member.memberNo())).contains("ADDRESS_CHANGED MAIL");
        assertThat(scene.trail(member.memberNo())).contains("PERSONAL_DATA_CHANGED DONE");
        assertThat(counter.work(() -> changes.read(member.memberNo())).past())
                .singleElement()
                .satisfies(past -> {
                    assertThat(past.kind()).isEqualTo(DataKind.ADDRESS);
                    assertThat(past.by()).contains(counter.clerk().staffNo().value());
                });
        assertThat(counter.work(() -> changes.areaOf("1500002")))
                .contains(Map.of("prefecture", "東京都", "municipality", "渋谷区", "street", "渋谷"));
    }

    @Test
    void who_shows_a_document_with_another_address_moves_and_is_checked_in_one_step() {
        var before = row(DataKind.ADDRESS);
        var licence = List.of(licence("東京都渋谷区渋谷一丁目1番"));
        assertThatThrownBy(() -> move(licence, before, "渋谷2-2"))
                .isInstanceOfSatisfying(
                        DocumentRefused.class, why -> assertThat(why.code()).isEqualTo("IDENTITY-017"));
        assertThat(checks()).as("nothing half done").isEqualTo("");

        assertThat(move(licence, before, "渋谷1-1").passed()).isTrue();

        assertThat(row(DataKind.ADDRESS)).isNotEqualTo(before);
        assertThat(checks()).isEqualTo("PASSED f");
        assertThat(scene.trail(member.memberNo())).contains("IDENTITY_CHECKED DONE", "PERSONAL_DATA_CHANGED DONE");
        assertThat(scene.outbox(member.memberNo())).contains("ADDRESS_CHANGED MAIL");
    }

    @Test
    void after_a_failed_check_a_move_needs_a_document_with_the_registered_address() {
        counter.fail();
        var before = row(DataKind.ADDRESS);

        assertThatThrownBy(() -> move(List.of(licence("東京都渋谷区渋谷1-1")), before, "渋谷1-1"))
                .isInstanceOfSatisfying(
                        DocumentRefused.class, why -> assertThat(why.code()).isEqualTo("IDENTITY-018"));
        assertThat(row(DataKind.ADDRESS)).isEqualTo(before);
        assertThat(checks()).isEqualTo("");
    }

    @Test
    void the_refused_check_leads_to_the_form_of_the_new_address() {
        Scene.signIn(counter.clerk());
        var contact = beans.getBean(Contacts.class).front().orElseThrow();
        var licence = List.of(licence("大阪府大阪市北区梅田1-1"));

        beans.getBean(Relocation.class)
                .offer(contact, member.memberNo(), licence)
                .orElseThrow()
                .run();

        var dialog = find(ChangeDialog.class).single();
        assertThat(words(dialog)).contains("大阪府大阪市北区梅田1-1");
        assertThat(find(ComboBox.class, dialog).single().getValue()).isEqualTo("大阪府");
        var typed = Map.of("郵便番号", "530-0001", "市区町村", "大阪市北区", "町名・番地", "梅田1-1");
        typed.forEach((label, value) ->
                test(find(TextField.class, dialog).withCaption(label).single()).setValue(value));
        test(find(Button.class, dialog).withText("登録する").single()).click();
        assertThat(words(dialog)).contains("住所を変更し、本人確認を記録しました。");
        assertThat(checks()).isEqualTo("PASSED f");
        Scene.signIn(scene.staff(scene.callCenter(), Role.REVIEWER));
        assertThat(beans.getBean(Relocation.class).offer(contact, member.memberNo(), licence))
                .isEmpty();
    }

    private CheckResult move(List<ShownDocument> documents, Long replaces, String street) {
        return counter.work(() -> moves.move(
                OperationId.make(),
                counter.contact(),
                member.memberNo(),
                documents,
                Map.of("postalCode", "1500002", "prefecture", "東京都", "municipality", "渋谷区", "street", street),
                replaces));
    }

    private ShownDocument licence(String address) {
        return new ShownDocument(
                DocumentKind.DRIVERS_LICENCE,
                "東京都公安委員会",
                null,
                scene.today().plusYears(1),
                "1234",
                true,
                member.birthDate(),
                address,
                true,
                false);
    }

    /** Passed checks of the contact, each with whether its document bore the address that was registered then. */
    private Object checks() {
        return superuser()
                .fetchValue(
                        "select coalesce(string_agg(c.result || ' ' || left(d.address_matched::text, 1), ','), '') from madoguchi.identity_check c join madoguchi.identity_document d on d.check_id = c.id where c.contact_no = ? and c.result = 'PASSED'",
                        counter.contact().value());
    }

    @Test
    void a_former_name_and_a_former_number_still_find_the_member() {
        counter.pass();
        change(
                counter,
                OperationId.make(),
                DataKind.NAME,
                Map.of("family", "新山", "given", "花子", "familyKana", "にいやま", "givenKana", "ハナコ"),
                row(DataKind.NAME));
        change(counter, OperationId.make(), DataKind.MOBILE, Map.of("digits", "080-1111-2222"), row(DataKind.MOBILE));

        assertThat(superuser()
                        .fetchValue(
                                "select family_kana from madoguchi.member_name where member_no = ? and valid_to is null",
                                no()))
                .isEqualTo("ニイヤマ");
        assertThat(superuser().fetchValue("select count(*) from madoguchi.member_name where member_no = ?", no()))
                .isEqualTo(2L);
        assertThat(superuser()
                        .fetchValue(
                                "select digits from madoguchi.member_phone where member_no = ? and kind = 'MOBILE' and valid_to is null",
                                no()))
                .isEqualTo("08011112222");
    }

    @Test
    void who_left_a_workplace_has_none() {
        counter.pass();
        change(
                counter,
                OperationId.make(),
                DataKind.WORKPLACE,
                Map.of("name", "", "phone", ""),
                row(DataKind.WORKPLACE));

        assertThat(row(DataKind.WORKPLACE)).isNull();
    }

    @Test
    void without_a_check_nothing_is_changed_neither_by_the_use_case_nor_by_the_database() {
        refused(Reason.CHECK_NEEDED, counter, DataKind.ADDRESS, ADDRESS);
        assertThatThrownBy(() -> console.fetch(
                        "select madoguchi.change_personal_data(gen_random_uuid(), ?, 1, ?, 'EMAIL', '{\"address\": \"x@example.com\"}', ?, null)",
                        counter.contact().value(),
                        counter.clerk().staffNo().value(),
                        row(DataKind.EMAIL)))
                .hasMessageContaining("on a valid identity check");
    }

    @Test
    void what_changed_since_it_was_shown_is_looked_at_again() {
        counter.pass();
        var before = row(DataKind.EMAIL);
        change(counter, OperationId.make(), DataKind.EMAIL, Map.of("address", "new@example.com"), before);

        assertThatThrownBy(() -> change(
                        counter, OperationId.make(), DataKind.EMAIL, Map.of("address", "other@example.com"), before))
                .isInstanceOf(DataChangedSince.class);
    }

    @Test
    void an_agent_asks_for_a_phone_number_after_a_call_back_and_a_supervisor_agrees() {
        var agent = scene.staff(scene.callCenter(), Role.AGENT);
        var call = Counter.open(beans, agent, scene.member(), Channel.PHONE_IN);
        assertThatThrownBy(
                        () -> change(call, OperationId.make(), DataKind.MOBILE, Map.of("digits", "08011112222"), null))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> change(call, OperationId.make(), DataKind.NAME, name(), null))
                .isInstanceOfSatisfying(
                        NotAllowed.class, why -> assertThat(why.rule()).isEqualTo(Reason.ONLY_ON_REQUEST));
    }

    @Test
    void a_second_person_agrees_where_a_check_failed_before() {
        counter.fail();
        counter.pass();
        var before = row(DataKind.EMAIL);
        var asked = change(counter, OperationId.make(), DataKind.EMAIL, Map.of("address", "new@example.com"), before);
        assertThat(asked.at()).isNull();
        assertThat(row(DataKind.EMAIL)).isEqualTo(before);
        refused(Reason.ALREADY_WAITING, counter, DataKind.EMAIL, Map.of("address", "new@example.com"));
        var supervisor = scene.staff(scene.store(), Role.SUPERVISOR);
        var shown = Counter.as(supervisor, () -> approvals.read(asked.request()));
        assertThat(shown.changes())
                .singleElement()
                .satisfies(line -> assertThat(line.after().arguments()).containsExactly("new@example.com"));

        agree(supervisor, asked);

        assertThat(row(DataKind.EMAIL)).isNotEqualTo(before);
        assertThat(superuser()
                        .fetchValue(
                                "select approval_ref is not null from madoguchi.personal_data_change where member_no = ?",
                                no()))
                .isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({
        "ADDRESS, postalCode, 15000",
        "ADDRESS, street, ''",
        "MOBILE, digits, 12345",
        "MOBILE, digits, 03-1234-5678",
        "HOME_PHONE, digits, 03-1234",
        "EMAIL, address, no-at-sign",
        "EMAIL, address, a@b",
        "NAME, familyKana, 漢字",
        "NAME, family, ' '",
        "WORKPLACE, phone, 999"
    })
    void what_is_no_address_number_or_reading_is_refused_at_its_field(DataKind kind, String field, String typed) {
        var all = new java.util.HashMap<>(ADDRESS);
        all.putAll(name());
        all.putAll(Map.of("digits", "0312345678", "address", "a@example.com", "name", "商事", "phone", ""));
        all.put(field, typed);

        assertThatThrownBy(() -> NewData.of(kind, all))
                .isInstanceOfSatisfying(
                        UnfitData.class, unfit -> assertThat(unfit.field()).isEqualTo(field));
    }

    @Test
    void the_tab_shows_no_values_and_says_what_may_be_done() {
        Scene.signIn(counter.clerk());
        var panel = beans.getBean(PersonalTab.class).create(member.memberNo());
        UI.getCurrent().add(panel);

        assertThat(words(panel)).contains("住所").contains("携帯電話").doesNotContain("@");
        assertThat(scene.trail(member.memberNo())).contains("PERSONAL_DATA_READ DONE");
    }

    // Helpers
    // -----------------------------------------------------------------------------------------------------------

    private static Map<String, String> name() {
        return Map.of("family", "新山", "given", "花子", "familyKana", "ニイヤマ", "givenKana", "ハナコ");
    }

    private DataOutcome change(Counter desk, OperationId id, DataKind kind, Map<String, String> typed, Long replaces) {
        return desk.work(() -> changes.change(id, desk.contact(), desk.member().memberNo(), kind, typed, replaces));
    }

    private void refused(Reason rule, Counter desk, DataKind kind, Map<String, String> typed) {
        assertThatThrownBy(() -> change(desk, OperationId.make(), kind, typed, row(kind)))
                .isInstanceOfSatisfying(
                        NotAllowed.class, why -> assertThat(why.rule()).isEqualTo(rule));
    }

    private void agree(StaffMember supervisor, DataOutcome asked) {
        Counter.as(
                supervisor,
                () -> approvals.decide(OperationId.make(), asked.request(), new Decision.Approve("確認しました")));
    }

    private Long row(DataKind kind) {
        return (Long) superuser().fetchValue("select madoguchi.registered_row(?, ?)", kind.name(), no());
    }

    private String no() {
        return member.memberNo().value();
    }
}
