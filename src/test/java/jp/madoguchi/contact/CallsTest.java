package jp.madoguchi.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Call.GoOn;
import jp.madoguchi.contact.Call.Line;
import jp.madoguchi.contact.Call.Purpose;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Refused;
import jp.madoguchi.core.Role;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class CallsTest extends ConsoleTest {

    private static final String HOME = "0311112222";
    private static final String WORK = "0333334444";

    @Autowired
    Calls calls;

    @Autowired
    Contacts contacts;

    @Autowired
    ContactRecords records;

    private Scene scene;
    private Scene.Member member;

    @BeforeEach
    void a_member_with_three_numbers() {
        scene = scene();
        member = scene.member();
        execute("insert into madoguchi.member_phone (member_no, birth_date, kind, digits, valid_from)"
                + " select member_no, birth_date, 'HOME', '" + HOME
                + "', registered_at from madoguchi.member where member_no = ?");
        execute("update madoguchi.member_employer set phone = '" + WORK + "' where member_no = ?");
        Scene.signIn(scene.staff(scene.store(), Role.CLERK));
    }

    // The predicate that calls and messages share ----------------------------------------------------------------

    @ParameterizedTest(name = "{0} {1} {2} at {3} with {4} → {5}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    PHONE  | mobile | PROCEDURE        | 12:00:00    | -                   | -
                    PHONE  | mobile | REPAYMENT_DEMAND | 12:00:00    | -                   | -
                    PHONE  | mobile | PROCEDURE        | 07:59:59    | -                   | NIGHT
                    PHONE  | mobile | REPAYMENT_DEMAND | 07:59:59    | -                   | NIGHT!
                    PHONE  | mobile | REPAYMENT_DEMAND | 08:00:00    | -                   | -
                    PHONE  | mobile | REPAYMENT_DEMAND | 20:59:59    | -                   | -
                    PHONE  | mobile | REPAYMENT_DEMAND | 21:00:00    | -                   | NIGHT!
                    PHONE  | mobile | REPAYMENT_DEMAND | 00:00:00    | -                   | NIGHT!
                    SMS    | mobile | REPAYMENT_DEMAND | 21:00:00    | -                   | NIGHT!
                    MAIL   | -      | REPAYMENT_DEMAND | 21:00:00    | -                   | -
                    LETTER | -      | REPAYMENT_DEMAND | 21:00:00    | -                   | -
                    PHONE  | work   | PROCEDURE        | 12:00:00    | -                   | WORKPLACE
                    PHONE  | work   | REPAYMENT_DEMAND | 12:00:00    | -                   | WORKPLACE!
                    PHONE  | other  | PROCEDURE        | 12:00:00    | -                   | NOT_REGISTERED
                    PHONE  | other  | REPAYMENT_DEMAND | 12:00:00    | -                   | NOT_REGISTERED!
                    PHONE  | mobile | PROCEDURE        | 12:00:00    | LAWYER_NOTICE       | LAWYER_NOTICE!
                    MAIL   | -      | PROCEDURE        | 12:00:00    | LAWYER_NOTICE       | LAWYER_NOTICE!
                    LETTER | -      | OTHER            | 12:00:00    | DECEASED            | DECEASED!
                    MAIL   | -      | PROCEDURE        | 12:00:00    | DEBT_SETTLEMENT     | DEBT_SETTLEMENT
                    MAIL   | -      | REPAYMENT_DEMAND | 12:00:00    | DEBT_SETTLEMENT     | DEBT_SETTLEMENT!
                    PHONE  | home   | PROCEDURE        | 12:00:00    | NO_HOME_PHONE       | NO_HOME_PHONE
                    PHONE  | mobile | PROCEDURE        | 12:00:00    | NO_HOME_PHONE       | -
                    PHONE  | work   | PROCEDURE        | 12:00:00    | NO_WORK_PHONE       | NO_WORK_PHONE WORKPLACE
                    PHONE  | home   | REPAYMENT_DEMAND | 12:00:00    | FAMILY_NOT_INFORMED | FAMILY_NOT_INFORMED
                    PHONE  | mobile | REPAYMENT_DEMAND | 12:00:00    | FAMILY_NOT_INFORMED | -
                    LETTER | -      | PROCEDURE        | 12:00:00    | FAMILY_NOT_INFORMED | FAMILY_NOT_INFORMED
                    LETTER | -      | PROCEDURE        | 12:00:00    | NO_HOME_MAIL        | NO_HOME_MAIL
                    MAIL   | -      | PROCEDURE        | 12:00:00    | NO_HOME_MAIL        | -
                    PHONE  | mobile | PROCEDURE        | 12:00:00    | GUARDIAN            | GUARDIAN
                    """)
    void what_stands_against_reaching_a_member(
            String channel,
            @Nullable String number,
            Purpose purpose,
            String clock,
            @Nullable String restriction,
            @Nullable String expected) {
        if (restriction != null) {
            restrict(restriction, null, null);
        }

        assertThat(obstacles(channel, digits(number), purpose, clock)).isEqualTo(expected);
        assertThat(allowed(channel, digits(number), purpose, clock))
                .isEqualTo(expected == null || !expected.contains("!"));
    }

    @ParameterizedTest(name = "not between {0} and {1}, called at {2} → {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    09:00 | 18:00 | 08:59:59 | -
                    09:00 | 18:00 | 09:00:00 | HOURS
                    09:00 | 18:00 | 17:59:59 | HOURS
                    09:00 | 18:00 | 18:00:00 | -
                    19:00 | 10:00 | 09:59:59 | HOURS
                    19:00 | 10:00 | 10:00:00 | -
                    19:00 | 10:00 | 19:00:00 | HOURS
                    -     | -     | 12:00:00 | HOURS
                    """)
    void the_hours_that_the_member_asked_for(
            @Nullable String from, @Nullable String to, String clock, @Nullable String expected) {
        restrict("HOURS", from, to);

        assertThat(obstacles("PHONE", digits("mobile"), Purpose.PROCEDURE, clock))
                .isEqualTo(expected);
    }

    @Test
    void a_restriction_stands_from_its_beginning_to_its_end() {
        restrict("LAWYER_NOTICE", null, null);
        execute(
                "update madoguchi.contact_restriction set valid_from = '2100-06-01 12:00+09', valid_to = '2100-06-02 12:00+09' where member_no = ?");

        assertThat(obstacles("MAIL", null, Purpose.OTHER, "11:59:59")).isNull();
        assertThat(obstacles("MAIL", null, Purpose.OTHER, "12:00:00")).isEqualTo("LAWYER_NOTICE!");
    }

    // Before the call --------------------------------------------------------------------------------------------

    @Test
    void the_numbers_on_file_are_told_by_their_last_digits_and_one_may_be_typed() {
        var lines = calls.lines(member.memberNo(), Purpose.PROCEDURE);

        assertThat(lines).extracting(CallLine::line).containsExactly(Line.MOBILE, Line.HOME, Line.WORK, Line.TYPED);
        assertThat(lines.get(1).last4()).isEqualTo("2222");
        assertThat(lines.get(2).needsReason()).isTrue();
        assertThat(lines.getLast().needsReason()).isTrue();
        assertThat(lines).allMatch(line -> line.forbidden() == null);
        assertThat(scene.trail(member.memberNo())).containsExactly("CAUTIONS_READ DONE");
    }

    @Test
    void a_demand_at_the_workplace_is_forbidden_and_after_a_lawyers_notice_every_call() {
        assertThat(calls.lines(member.memberNo(), Purpose.REPAYMENT_DEMAND)
                        .get(2)
                        .forbidden())
                .isEqualTo(Reason.DEMAND_FORBIDDEN);
        restrict("LAWYER_NOTICE", null, null);

        assertThat(calls.lines(member.memberNo(), Purpose.OTHER))
                .extracting(CallLine::forbidden)
                .containsOnly(Reason.MEMBER_HAS_LAWYER);
    }

    // The call ---------------------------------------------------------------------------------------------------

    @Test
    void a_call_is_a_contact_that_keeps_purpose_number_and_reason() {
        var contactNo = call(new Call(Purpose.PROCEDURE, Line.WORK, GoOn.MEMBER_ASKED), null);

        assertThat(contacts.front().orElseThrow().calledNumber()).isEqualTo(WORK);
        var contact = records.read(contactNo).orElseThrow();
        assertThat(contact.callPurpose()).isEqualTo(Purpose.PROCEDURE);
        assertThat(contact.callReason()).isEqualTo(GoOn.MEMBER_ASKED);
        assertThat(contact.callerNumber()).isEqualTo("4444");
    }

    @Test
    void against_an_obstacle_it_takes_a_reason() {
        forbidden(Reason.CALL_REASON_NEEDED, () -> call(new Call(Purpose.CALL_BACK, Line.TYPED, null), "0355556666"));

        call(new Call(Purpose.CALL_BACK, Line.TYPED, GoOn.NO_OTHER_WAY), "0355556666");

        assertThat(contacts.front().orElseThrow().calledNumber()).isEqualTo("0355556666");
        assertThat(scene.trail(member.memberNo())).containsExactly("CONTACT_OPENED DONE");
    }

    @Test
    void no_reason_helps_against_what_forbids() {
        forbidden(
                Reason.DEMAND_FORBIDDEN,
                () -> call(new Call(Purpose.REPAYMENT_DEMAND, Line.WORK, GoOn.NO_OTHER_WAY), null));
        restrict("DECEASED", null, null);
        forbidden(Reason.MEMBER_DECEASED, () -> call(new Call(Purpose.PROTECTION, Line.MOBILE, GoOn.PROTECTION), null));
        restrict("LAWYER_NOTICE", null, null);
        forbidden(
                Reason.MEMBER_HAS_LAWYER, () -> call(new Call(Purpose.PROTECTION, Line.MOBILE, GoOn.PROTECTION), null));

        assertThat(contacts.front()).isEmpty();
    }

    @Test
    void a_call_needs_its_member_its_purpose_and_a_number() {
        var call = new Call(Purpose.OTHER, Line.TYPED, GoOn.NO_OTHER_WAY);
        refused("CONTACT-009", () -> call(call, null));
        refused("CONTACT-009", () -> call(call, "1234"));
        refused("CONTACT-009", () -> call(new Call(Purpose.OTHER, Line.OTHER, GoOn.NO_OTHER_WAY), null));
        refused("CONTACT-009", () -> open(new NewContact(Channel.PHONE_OUT, null, null, null, member.memberNo())));
        refused("CONTACT-009", () -> open(new NewContact(Channel.PHONE_OUT, null, null, "0355556666", null, call)));
        refused("CONTACT-009", () -> open(new NewContact(Channel.STORE, null, null, null, member.memberNo(), call)));
    }

    private ContactNo call(Call call, @Nullable String typed) {
        return open(new NewContact(Channel.PHONE_OUT, null, null, typed, member.memberNo(), call));
    }

    private ContactNo open(NewContact form) {
        return contacts.open(OperationId.make(), form);
    }

    private static void refused(String code, ThrowingCallable click) {
        assertThatThrownBy(click)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static void forbidden(Reason rule, ThrowingCallable click) {
        assertThatThrownBy(click)
                .isInstanceOfSatisfying(
                        NotAllowed.class, refused -> assertThat(refused.rule()).isEqualTo(rule));
    }

    private void restrict(String kind, @Nullable String from, @Nullable String to) {
        superuser()
                .execute(
                        "insert into madoguchi.contact_restriction (member_no, kind, source, valid_from, hours_from, hours_to) values (?, ?, 'MEMBER', now() - interval '1 day', ?::time, ?::time)",
                        member.memberNo().value(),
                        kind,
                        from,
                        to);
    }

    private void execute(String sql) {
        superuser().execute(sql, member.memberNo().value());
    }

    private @Nullable String digits(@Nullable String name) {
        return switch (name) {
            case null -> null;
            case "home" -> HOME;
            case "work" -> WORK;
            case "mobile" ->
                superuser()
                        .fetchSingle(
                                "select digits from madoguchi.member_phone where member_no = ? and kind = 'MOBILE'",
                                member.memberNo().value())
                        .get(0, String.class);
            default -> "0399998888";
        };
    }

    /** Names in order, those that refuse marked with !; null when there is none. */
    private @Nullable String obstacles(String channel, @Nullable String number, Purpose purpose, String clock) {
        return console.resultQuery(
                        "select string_agg(obstacle || case when refuses then '!' else '' end, ' ' order by obstacle) from madoguchi.contact_obstacles(?, ?, ?, ?, ?::timestamptz)",
                        member.memberNo().value(),
                        channel,
                        number,
                        purpose.name(),
                        "2100-06-01 " + clock + "+09")
                .fetchSingle(0, String.class);
    }

    private boolean allowed(String channel, @Nullable String number, Purpose purpose, String clock) {
        return console.resultQuery(
                        "select madoguchi.contact_allowed(?, ?, ?, ?, ?::timestamptz)",
                        member.memberNo().value(),
                        channel,
                        number,
                        purpose.name(),
                        "2100-06-01 " + clock + "+09")
                .fetchSingle(0, Boolean.class);
    }
}
