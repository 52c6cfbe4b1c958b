package jp.madoguchi.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.login.LoginIdFound.Match;
import jp.madoguchi.login.TypedLoginId.Fault;
import jp.madoguchi.policy.NotAllowed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The ID that a caller types at home, with and without a member (DOMAIN R21). */
class LoginIdsTest extends ConsoleTest {

    @Autowired
    LoginIds ids;

    @Autowired
    Contacts contacts;

    private Scene scene;

    @BeforeEach
    void an_agent_is_called() {
        scene = scene();
        Scene.signIn(scene.staff(scene.callCenter(), Role.AGENT));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hanako85        | WEB_ID |
            Ｈａｎａｋｏ８５  | WEB_ID | FULL_WIDTH
            Hana ko85       | WEB_ID | SEPARATORS
            hanako          | WEB_ID | TOO_SHORT NO_DIGIT
            hanakosato      | WEB_ID | NO_DIGIT
            hanako85@mail   | WEB_ID | OTHER_CHARACTER
            はなこ1985abc    | WEB_ID | OTHER_CHARACTER
            1234567890      | CARD   |
            1234567890123456 | CARD  |
            12345678901234567 | CARD | TOO_LONG
            12345678        | CARD   | TOO_SHORT
            123456789       | CARD   | MEMBER_NUMBER
            1234-5678-90    | CARD   | SEPARATORS
            １２３４５６７８９０ | CARD | FULL_WIDTH
            """)
    void the_form_is_read_as_the_member_page_reads_it(String typed, String kind, @Nullable String faults) {
        var id = TypedLoginId.read(typed);

        assertThat(id.kind()).isEqualTo(TypedLoginId.Kind.valueOf(kind));
        assertThat(id.faults())
                .isEqualTo(
                        faults == null
                                ? Set.of()
                                : Stream.of(faults.split(" "))
                                        .map(Fault::valueOf)
                                        .collect(Collectors.toSet()));
    }

    @Test
    void outside_a_contact_nothing_is_looked_up() {
        var webId = scene.member().webId();

        assertThatThrownBy(() -> ids.look(webId)).isInstanceOf(NotAllowed.class);
    }

    @Test
    void an_ID_that_matches_nobody_is_told_with_its_attempts() {
        open(null);
        var unknown = "Nobody" + System.nanoTime();
        memberSite().execute("select member_site.record_login_attempt('WEB_ID', ?, true, 'APP')", unknown);

        var found = ids.look(unknown);

        assertThat(found.match()).isEqualTo(Match.UNKNOWN);
        assertThat(found.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.outcome()).isEqualTo(Attempt.Outcome.UNKNOWN_ID);
            assertThat(attempt.channel()).isEqualTo("APP");
        });
        assertThat(ids.look("hanako").match()).isEqualTo(Match.MALFORMED);
    }

    @Test
    void without_a_member_it_is_told_whether_somebody_has_it_and_never_who() {
        var member = scene.member();
        open(null);

        assertThat(ids.look(member.webId()).match()).isEqualTo(Match.IN_FORCE);
        assertThat(ids.look(member.cardNo().value()).match()).isEqualTo(Match.IN_FORCE);
        assertThat(ids.look(member.webId()).toString())
                .doesNotContain(member.memberNo().value());
        retire(member);
        assertThat(ids.look(member.webId()).match()).isEqualTo(Match.RETIRED);
        assertThat(scene.trail(member.memberNo())).contains("LOGIN_ID_LOOKED_UP DONE");
    }

    @Test
    void with_a_member_only_the_members_own_IDs_are_told() {
        var member = scene.member();
        var other = scene.member();
        open(member.memberNo());

        assertThat(ids.look(member.webId()).match()).isEqualTo(Match.OWN);
        assertThat(ids.look(member.webId().toUpperCase(Locale.ROOT)).match()).isEqualTo(Match.OWN_BUT_FOR_CASE);
        assertThat(ids.look(other.webId()).match()).isEqualTo(Match.NOT_OWN);
        assertThat(ids.look("Nobody12345").match()).isEqualTo(Match.NOT_OWN);
        retire(member);
        assertThat(ids.look(member.webId()).match()).isEqualTo(Match.OWN_RETIRED);
        assertThat(scene.trail(other.memberNo())).isEmpty();
    }

    @Test
    void the_trail_has_what_it_came_to_and_never_the_ID() {
        var member = scene.member();
        open(member.memberNo());
        ids.look(member.webId());

        assertThat(superuser()
                        .fetchValue(
                                "select reason || details from madoguchi.audit_entry where action = 'LOGIN_ID_LOOKED_UP' and member_no = ?",
                                member.memberNo().value())
                        .toString())
                .contains("OWN", "WEB_ID")
                .doesNotContain(member.webId());
    }

    @Test
    void a_caller_who_is_not_found_is_served_on_the_diagnosis_page() {
        open(null);
        UI.getCurrent().navigate(DiagnosisView.class);
        var view = find(DiagnosisView.class).single();
        assertThat(view.getElement().getTextRecursively())
                .contains("障害・定期メンテナンスはありません", "ご契約に関するご案内の前に", "ご本人さま以外の方には");

        test(find(TextField.class, view).single()).setValue("１２３４５６７８９");
        test(find(Button.class, view).withText("確かめる").single()).click();

        assertThat(view.getElement().getTextRecursively()).contains("9桁は会員番号です", "全角の文字があります");
    }

    private void open(@Nullable MemberNo memberNo) {
        contacts.open(OperationId.make(), new NewContact(Channel.PHONE_IN, null, null, null, memberNo));
    }

    private void retire(Scene.Member member) {
        superuser()
                .execute(
                        "update madoguchi.web_id set ended_at = now(), end_reason = 'REISSUED' where member_no = ?",
                        member.memberNo().value());
    }
}
