package jp.madoguchi.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.identity.DocumentKind;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Changes that members report on the site: at once by rule, or seen to by staff; once, on a check, with history. */
class ChangeReportsTest extends ConsoleTest {

    private static final String ADDRESS =
            "{\"postalCode\": \"１５０-0002\", \"prefecture\": \"東京都\", \"municipality\": \"渋谷区\", \"street\": \" 渋谷1-1"
                    + " \", \"building\": \"\"}";
    private static final String EMAIL = "{\"address\": \"neu@example.com\"}";
    private static final String NAME =
            "{\"family\": \"新山\", \"given\": \"花子\", \"familyKana\": \"ニイヤマ\", \"givenKana\": \"ハナコ\"}";

    @Autowired
    BeanFactory beans;

    @Autowired
    ChangeReports reports;

    @Autowired
    PersonalDataChanges changes;

    private Scene scene;
    private Scene.Member member;

    @BeforeEach
    void a_member() {
        scene = scene();
        member = scene.member();
    }

    @Test
    void an_address_and_a_workplace_are_carried_out_at_once_and_kept_with_from_and_to() {
        var ref = UUID.randomUUID();

        assertThat(report(ref, "ADDRESS", ADDRESS)).isEqualTo("CHANGED");
        assertThat(report(ref, "ADDRESS", ADDRESS)).as("the same report").isEqualTo("CHANGED");
        assertThat(report(ref, "ADDRESS", ADDRESS.replace("1-1", "2-2"))).isEqualTo("CONFLICT");
        assertThat(report(UUID.randomUUID(), "ADDRESS", ADDRESS)).isEqualTo("SAME");
        assertThat(report(UUID.randomUUID(), "WORKPLACE", "{\"name\": \"\"}")).isEqualTo("CHANGED");

        assertThat(value("select string_agg(postal_code || street || case when valid_to is null then ' now'"
                        + " else ' past' end, ', ' order by id) from madoguchi.member_address where"
                        + " member_no = ?"))
                .isEqualTo("1000005丸の内一丁目2番3号 past, 1500002渋谷1-1 now");
        assertThat(row(DataKind.WORKPLACE)).isNull();
        assertThat(scene.outbox(member.memberNo())).containsExactly("ADDRESS_CHANGED MAIL", "DATA_CHANGED MAIL");
        assertThat(scene.trail(member.memberNo())).containsExactly("CHANGE_REPORTED DONE", "CHANGE_REPORTED DONE");
        var clerk = scene.staff(scene.store(), Role.CLERK);
        var seen = Counter.as(clerk, () -> changes.read(member.memberNo()));
        assertThat(seen.past()).extracting(PersonalData.Past::by).containsExactly(null, null);
        assertThat(seen.lines().getFirst().periods())
                .extracting(PersonalData.Period::hint)
                .containsExactly("東京都渋谷区", "東京都千代田区");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ADDRESS    | {"postalCode": "15", "prefecture": "東京都", "municipality": "渋谷区", "street": "1"} | INVALID
        ADDRESS    | {"postalCode": "1500002", "prefecture": "東京", "municipality": "渋谷区", "street": "1"} | INVALID
        ADDRESS    | {"postalCode": "1500002", "prefecture": "東京都", "municipality": "渋谷区"} | INVALID
        WORKPLACE  | {"name": "新商事", "phone": "12"} | INVALID
        MOBILE     | {"digits": "0312345678"} | INVALID
        MOBILE     | {"digits": "080-1111-2222"} | WAITING
        HOME_PHONE | {"digits": "03(1234)5678"} | WAITING
        EMAIL      | {"address": "no at"} | INVALID
        EMAIL      | {"address": "a@example.com"} | WAITING
        EMAIL      | {"address": ["a@example.com"]} | INVALID
        EMAIL      | [] | INVALID
        NAME       | {"family": "新山", "familyKana": "新山"} | INVALID
        NAME       | {"family": "新山", "familyKana": "ニイヤマ"} | WAITING
        SHOE_SIZE  | {"digits": "27"} | INVALID
        """)
    void what_is_fit_waits_for_staff_and_what_is_not_is_refused(String kind, String value, String outcome) {
        assertThat(report(UUID.randomUUID(), kind, value)).isEqualTo(outcome);
        assertThat(scene.outbox(member.memberNo()))
                .isEqualTo(outcome.equals("WAITING") ? List.of("CHANGE_REPORTED MAIL") : List.of());
    }

    @Test
    void who_may_not_use_the_site_reports_nothing() {
        assertThat(memberSite()
                        .fetchValue(
                                "select member_site.report_change(?, '999999999', 'EMAIL', cast(? as jsonb), 'APP')",
                                UUID.randomUUID(),
                                EMAIL))
                .isEqualTo("UNKNOWN_MEMBER");
        scene.lock(member);
        assertThat(report(UUID.randomUUID(), "EMAIL", EMAIL)).isEqualTo("NOT_ALLOWED");
        assertThat(superuser()
                        .fetchValue(
                                "select madoguchi.receive_change_report(?, ?, 'EMAIL', cast(? as jsonb), 'APP',"
                                        + " '2100-01-04 03:00+09')",
                                UUID.randomUUID(),
                                no(),
                                EMAIL))
                .as("during the maintenance of a Monday")
                .isEqualTo("NOT_AVAILABLE");
    }

    @Test
    void an_address_waits_when_contact_data_changed_or_a_takeover_is_suspected() {
        superuser()
                .execute(
                        "update madoguchi.bank_account set valid_to = now() - interval '1 hour' where member_no = ?",
                        no());
        assertThat(report(UUID.randomUUID(), "ADDRESS", ADDRESS)).isEqualTo("WAITING");
        assertThat(waits()).isEqualTo("CONTACT_DATA_CHANGED");
        superuser()
                .execute(
                        "insert into madoguchi.attention_flag (member_no, kind, valid_from) values (?,"
                                + " 'TAKEOVER_SUSPECTED', now())",
                        no());
        assertThat(report(UUID.randomUUID(), "ADDRESS", ADDRESS.replace("1-1", "3-3")))
                .isEqualTo("WAITING");
        assertThat(waits()).as("the later one took its place").isEqualTo("TAKEOVER_SIGNS");
    }

    @Test
    void a_report_is_carried_out_on_a_check_once_and_both_numbers_are_told() {
        report(UUID.randomUUID(), "MOBILE", "{\"digits\": \"08011112222\"}");
        var ref = waiting();
        var call = Counter.open(beans, scene, scene.store(), member);
        assertThatThrownBy(() -> carryOut(call, ref, DataKind.MOBILE, null))
                .isInstanceOfSatisfying(
                        NotAllowed.class, why -> assertThat(why.rule()).isEqualTo(Reason.CHECK_NEEDED));
        call.pass();

        carryOut(call, ref, DataKind.MOBILE, null);

        assertThatThrownBy(() -> carryOut(call, ref, DataKind.MOBILE, null)).isInstanceOf(ReportSeenTo.class);
        assertThatThrownBy(() -> turnDown(call, ref, TurnDown.WRONG_DATA)).isInstanceOf(ReportSeenTo.class);
        assertThat(value("select outcome from madoguchi.change_report where member_no = ?"))
                .isEqualTo("CARRIED_OUT");
        assertThat(value("select report_ref from madoguchi.personal_data_change where member_no = ?"))
                .isEqualTo(ref);
        assertThat(scene.outbox(member.memberNo()))
                .containsExactly(
                        "CHANGE_REPORTED MAIL", "PHONE_CHANGED MAIL", "PHONE_CHANGED SMS", "PHONE_CHANGED SMS");
        assertThat(value("select p.digits <> '08011112222' from madoguchi.outbox o join madoguchi.member_phone"
                        + " p on p.id = o.phone_id where o.member_no = ?"))
                .as("the former number is told")
                .isEqualTo(true);
    }

    @Test
    void in_person_a_document_shows_the_new_address_and_a_change_of_staff_takes_the_place_of_a_report() {
        superuser()
                .execute(
                        "insert into madoguchi.attention_flag (member_no, kind, valid_from) values (?,"
                                + " 'TAKEOVER_SUSPECTED', now() - interval '1 minute')",
                        no());
        report(UUID.randomUUID(), "ADDRESS", ADDRESS);
        superuser().execute("update madoguchi.attention_flag set valid_to = now() where member_no = ?", no());
        var counter = Counter.open(beans, scene, scene.store(), member).pass();
        assertThatThrownBy(() -> carryOut(counter, waiting(), DataKind.ADDRESS, null))
                .isInstanceOfSatisfying(
                        UnfitData.class, unfit -> assertThat(unfit.field()).isEqualTo("document"));

        carryOut(counter, waiting(), DataKind.ADDRESS, DocumentKind.RESIDENT_RECORD);

        assertThat(value("select document from madoguchi.personal_data_change where member_no = ?"))
                .isEqualTo("RESIDENT_RECORD");
        report(UUID.randomUUID(), "EMAIL", EMAIL);
        counter.work(() -> changes.change(
                OperationId.make(),
                counter.contact(),
                member.memberNo(),
                DataKind.EMAIL,
                Map.of("address", "desk@example.com"),
                row(DataKind.EMAIL)));
        assertThat(value("select outcome from madoguchi.change_report where member_no = ? and kind = 'EMAIL'"))
                .isEqualTo("SUPERSEDED");
    }

    @Test
    void a_report_is_turned_down_with_a_reason_and_what_the_member_denies_is_a_sign_of_takeover() {
        report(UUID.randomUUID(), "EMAIL", EMAIL);
        var clerk = scene.staff(scene.store(), Role.CLERK);
        assertThatThrownBy(() -> Counter.as(
                        clerk,
                        () -> reports.turnDown(
                                OperationId.make(), member.memberNo(), waiting(), TurnDown.NOT_BY_MEMBER)))
                .isInstanceOfSatisfying(
                        NotAllowed.class, why -> assertThat(why.rule()).isEqualTo(Reason.CONTACT_NEEDED));
        var call = Counter.open(beans, scene.staff(scene.callCenter(), Role.AGENT), member, Channel.PHONE_IN);

        turnDown(call, waiting(), TurnDown.NOT_BY_MEMBER);

        assertThat(value("select string_agg(sign, ' ') from madoguchi.takeover_signs(?, clock_timestamp())"))
                .isEqualTo("CHANGE_DENIED");
        assertThat(scene.outbox(member.memberNo())).containsExactly("CHANGE_REPORTED MAIL", "CHANGE_TURNED_DOWN MAIL");
        assertThat(scene.trail(member.memberNo())).contains("CHANGE_REPORT_TURNED_DOWN DONE");
        assertThat(row(DataKind.EMAIL)).as("nothing was changed").isNotNull();
    }

    @Test
    void the_worklist_counts_truly_and_shows_no_more_than_before_a_check() {
        var clerk = scene.staff(scene.store(), Role.CLERK);
        var before = Counter.as(clerk, reports::queue).waiting();
        report(UUID.randomUUID(), "EMAIL", EMAIL);
        report(UUID.randomUUID(), "NAME", NAME);

        assertThat(Counter.as(clerk, reports::queue).waiting()).isEqualTo(before + 2);
        Scene.signIn(clerk);
        var view = navigate(ChangeReportsView.class);
        assertThat(words(view))
                .contains(member.name(), "n***@example.com", "会員への確認待ち", "書類待ち")
                .doesNotContain("neu@example.com", "personal.");
        var panel = beans.getBean(PersonalTab.class).create(member.memberNo());
        UI.getCurrent().add(panel);
        assertThat(words(panel)).contains("n***@example.com").doesNotContain("neu@example.com");
        assertThat(superuser()
                        .fetchValue(
                                "select count(*) from madoguchi.audit_entry where action = 'CHANGE_REPORTS_READ' and"
                                        + " details like ?",
                                "%" + no() + "%"))
                .isEqualTo(1L);
    }

    // Helpers
    // -----------------------------------------------------------------------------------------------------------

    private String report(UUID ref, String kind, String value) {
        return (String) memberSite()
                .fetchValue(
                        "select member_site.report_change(?, ?, ?, cast(? as jsonb), 'MEMBER_PAGE')",
                        ref,
                        no(),
                        kind,
                        value);
    }

    private DataOutcome carryOut(Counter desk, UUID ref, DataKind kind, DocumentKind document) {
        return desk.work(() ->
                changes.carryOut(OperationId.make(), desk.contact(), member.memberNo(), ref, row(kind), document));
    }

    private void turnDown(Counter desk, UUID ref, TurnDown reason) {
        desk.work(() -> reports.turnDown(OperationId.make(), member.memberNo(), ref, reason));
    }

    private UUID waiting() {
        return (UUID) value("select ref from madoguchi.change_report where member_no = ? and outcome is null");
    }

    private Object waits() {
        return value("select waits_for from madoguchi.change_report where member_no = ? and outcome is null");
    }

    private Object value(String sql) {
        return superuser().fetchValue(sql, no());
    }

    private Long row(DataKind kind) {
        return (Long) superuser().fetchValue("select madoguchi.registered_row(?, ?)", kind.name(), no());
    }

    private String no() {
        return member.memberNo().value();
    }
}
