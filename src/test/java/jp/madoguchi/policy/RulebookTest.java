package jp.madoguchi.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Permission.Level;
import jp.madoguchi.core.PlaceKind;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.policy.Situation.Fact;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RulebookTest {

    private static final Workplace STORE = new Workplace(new PlaceNo("P0001"), PlaceKind.STORE, "新宿店");

    private final Rulebook rulebook = new Rulebook();

    @ParameterizedTest(name = "clear lock: level {0}, {1}, check {2}, facts {3} → {4}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    ALONE   | STORE     | PASSED        | LOCKED                                   | allowed
                    ALONE   | MACHINE   | PASSED        | LOCKED                                   | allowed
                    ALONE   | PHONE_IN  | PASSED        | LOCKED                                   | NEVER_BY_PHONE
                    ALONE   | PHONE_OUT | PASSED        | LOCKED                                   | NEVER_BY_PHONE
                    ALONE   | LETTER    | PASSED        | LOCKED                                   | NEVER_BY_LETTER
                    -       | PHONE_IN  | NONE          | LOCKED                                   | NEVER_BY_PHONE
                    SECOND  | PHONE_IN  | NONE          | LOCKED                                   | NEVER_BY_PHONE
                    -       | STORE     | PASSED        | LOCKED                                   | RIGHT_MISSING
                    SECOND  | STORE     | PASSED        | LOCKED                                   | ONLY_AS_SECOND_PERSON
                    REQUEST | STORE     | PASSED        | LOCKED                                   | ONLY_ON_REQUEST
                    CASE    | STORE     | PASSED        | LOCKED                                   | ONLY_WITHIN_A_CASE
                    CASE    | STORE     | PASSED        | LOCKED IN_CASE                           | allowed
                    ALONE   | -         | PASSED        | LOCKED                                   | CONTACT_NEEDED
                    ALONE   | STORE     | NONE          | LOCKED                                   | CHECK_NEEDED
                    ALONE   | STORE     | FAILED        | LOCKED                                   | CHECK_FAILED
                    ALONE   | STORE     | NO_TRIES_LEFT | LOCKED                                   | CHECK_NO_TRIES_LEFT
                    ALONE   | STORE     | EXPIRED       | LOCKED                                   | CHECK_EXPIRED
                    ALONE   | STORE     | PASSED        | -                                        | NOT_LOCKED
                    ALONE   | STORE     | PASSED        | LOCKED_OTHERWISE                         | LOCK_OF_ANOTHER_KIND
                    ALONE   | STORE     | PASSED        | LOCKED LOCKED_OTHERWISE                  | allowed
                    ALONE   | STORE     | PASSED        | LOCKED REQUEST_WAITING                   | ALREADY_WAITING
                    ALONE   | STORE     | PASSED        | LOCKED CHECK_FAILED_IN_CONTACT           | second CHECK_FAILED_ONCE
                    ALONE   | STORE     | PASSED        | LOCKED CLEARED_OFTEN                     | second CLEARED_OFTEN
                    ALONE   | MACHINE   | PASSED        | LOCKED TAKEOVER_SUSPECTED                | second TAKEOVER_SUSPECTED
                    ALONE   | STORE     | PASSED        | LOCKED DAILY_LIMIT_REACHED               | second DAILY_LIMIT_REACHED
                    ALONE   | STORE     | PASSED        | LOCKED CLEARED_OFTEN TAKEOVER_SUSPECTED  | second CLEARED_OFTEN TAKEOVER_SUSPECTED
                    ALONE   | STORE     | NONE          | LOCKED TAKEOVER_SUSPECTED                | CHECK_NEEDED
                    ALONE   | PHONE_IN  | PASSED        | LOCKED TAKEOVER_SUSPECTED                | NEVER_BY_PHONE
                    """)
    void clearing_a_lock(
            @Nullable Level level,
            @Nullable Channel channel,
            CheckState check,
            @Nullable String facts,
            String expected) {
        var verdict = rulebook.decide(
                Operation.CLEAR_LOCK,
                new Situation(staff(Permission.LOCK_CLEAR, level), channel, true, true, check, facts(facts), null));

        assertThat(said(verdict)).isEqualTo(expected);
    }

    @Test
    void nobody_acts_on_a_member_whom_the_contact_does_not_serve() {
        var staff = staff(Permission.LOCK_CLEAR, Level.ALONE);
        var facts = EnumSet.of(Fact.LOCKED);

        assertThat(rulebook.decide(
                        Operation.CLEAR_LOCK,
                        new Situation(staff, Channel.STORE, true, false, CheckState.PASSED, facts, null)))
                .isEqualTo(new Verdict.Forbidden(Reason.ANOTHER_MEMBER));
        assertThat(rulebook.decide(
                        Operation.CLEAR_LOCK,
                        new Situation(staff, Channel.STORE, false, false, CheckState.PASSED, facts, null)))
                .isEqualTo(new Verdict.Forbidden(Reason.CONTACT_WITHOUT_MEMBER));
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void whatever_the_facts_no_lock_is_cleared_but_in_person_after_a_passed_check(Channel channel) {
        for (var check : CheckState.values()) {
            for (var level : Level.values()) {
                for (var facts : subsets(
                        EnumSet.range(Fact.LOCKED, Fact.CHANNEL_NOT_SERVED).toArray(Fact[]::new))) {
                    var verdict = rulebook.decide(
                            Operation.CLEAR_LOCK,
                            new Situation(
                                    staff(Permission.LOCK_CLEAR, level), channel, true, true, check, facts, null));
                    if (!(verdict instanceof Verdict.Forbidden)) {
                        assertThat(channel.inPerson()).isTrue();
                        assertThat(check).isEqualTo(CheckState.PASSED);
                        assertThat(level).isEqualTo(Level.ALONE);
                        assertThat(facts).contains(Fact.LOCKED);
                    }
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} on {1}, check {2}, facts {3} → {4}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    STOP_CARD        | PHONE_IN  | NONE    | -                                | allowed
                    STOP_CARD        | LETTER    | NONE    | -                                | allowed
                    STOP_CARD        | STORE     | FAILED  | TAKEOVER_SUSPECTED               | allowed
                    STOP_CARD        | -         | NONE    | -                                | CONTACT_NEEDED
                    STOP_CARD        | PHONE_IN  | NONE    | NO_CARD                          | NO_CARD
                    STOP_CARD        | PHONE_IN  | NONE    | LOSS_LOCKED CARD_LOST            | CARD_ALREADY_STOPPED
                    STOP_CARD        | PHONE_IN  | NONE    | LOSS_LOCKED                      | allowed
                    STOP_CARD        | PHONE_IN  | NONE    | CONTRACT_ENDED                   | CONTRACT_ENDED
                    REPLACE_CARD     | PHONE_IN  | PASSED  | LOSS_LOCKED CARD_LOST            | allowed
                    REPLACE_CARD     | STORE     | PASSED  | LOSS_LOCKED CARD_LOST            | allowed
                    REPLACE_CARD     | PHONE_IN  | NONE    | LOSS_LOCKED CARD_LOST            | CHECK_NEEDED
                    REPLACE_CARD     | STORE     | PASSED  | LOSS_LOCKED                      | CARD_NOT_STOPPED
                    REPLACE_CARD     | STORE     | PASSED  | CARD_LOST TAKEOVER_SUSPECTED     | NO_CARD_IN_TAKEOVER
                    CLEAR_LOSS       | STORE     | PASSED  | LOSS_LOCKED                      | allowed
                    CLEAR_LOSS       | MACHINE   | PASSED  | LOSS_LOCKED CARD_LOST            | allowed
                    CLEAR_LOSS       | PHONE_IN  | PASSED  | LOSS_LOCKED                      | NEVER_BY_PHONE
                    CLEAR_LOSS       | PHONE_OUT | PASSED  | LOSS_LOCKED CALLED_BACK          | NEVER_BY_PHONE
                    CLEAR_LOSS       | LETTER    | PASSED  | LOSS_LOCKED                      | NEVER_BY_LETTER
                    CLEAR_LOSS       | STORE     | NONE    | LOSS_LOCKED                      | CHECK_NEEDED
                    CLEAR_LOSS       | STORE     | PASSED  | LOCKED                           | NO_LOSS
                    CLEAR_LOSS       | STORE     | PASSED  | LOSS_LOCKED TAKEOVER_SUSPECTED   | second TAKEOVER_SUSPECTED
                    CLEAR_LOSS       | STORE     | PASSED  | LOSS_LOCKED CLEARED_OFTEN        | second CLEARED_OFTEN
                    CLEAR_LOSS       | STORE     | PASSED  | LOSS_LOCKED CONTACT_DATA_CHANGED | second CONTACT_DATA_CHANGED
                    CLEAR_LOCK       | STORE     | PASSED  | LOCKED CONTACT_DATA_CHANGED      | second CONTACT_DATA_CHANGED
                    LOCK_TAKEOVER    | PHONE_IN  | NONE    | -                                | allowed
                    LOCK_TAKEOVER    | LETTER    | NONE    | TAKEOVER_SUSPECTED               | allowed
                    LOCK_TAKEOVER    | STORE     | FAILED  | CONTRACT_ENDED                   | allowed
                    LOCK_TAKEOVER    | -         | NONE    | -                                | CONTACT_NEEDED
                    LOCK_TAKEOVER    | PHONE_IN  | NONE    | TAKEOVER_LOCKED                  | TAKEOVER_LOCKED_ALREADY
                    REPORT_TAKEOVER  | PHONE_IN  | NONE    | TAKEOVER_LOCKED                  | allowed
                    REPORT_TAKEOVER  | -         | NONE    | -                                | CONTACT_NEEDED
                    CLEAR_TAKEOVER   | STORE     | PASSED  | TAKEOVER_LOCKED TAKEOVER_SUSPECTED | second TAKEOVER_SUSPECTED
                    CLEAR_TAKEOVER   | STORE     | NONE    | TAKEOVER_LOCKED TAKEOVER_SUSPECTED | CHECK_NEEDED
                    CLEAR_TAKEOVER   | STORE     | PASSED  | LOCKED                           | NO_TAKEOVER_LOCK
                    CLEAR_TAKEOVER   | PHONE_OUT | PASSED  | TAKEOVER_LOCKED CALLED_BACK      | NEVER_BY_PHONE
                    CLEAR_TAKEOVER   | LETTER    | PASSED  | TAKEOVER_LOCKED                  | NEVER_BY_LETTER
                    CLEAR_TAKEOVER   | STORE     | PASSED  | TAKEOVER_LOCKED REQUEST_WAITING  | ALREADY_WAITING
                    REACTIVATE       | STORE     | PASSED  | DORMANT                          | allowed
                    REACTIVATE       | MACHINE   | PASSED  | DORMANT                          | allowed
                    REACTIVATE       | PHONE_OUT | PASSED  | DORMANT CALLED_BACK              | allowed
                    REACTIVATE       | PHONE_OUT | PASSED  | DORMANT                          | CALL_BACK_NEEDED
                    REACTIVATE       | PHONE_IN  | PASSED  | DORMANT                          | CALL_BACK_NEEDED
                    REACTIVATE       | PHONE_IN  | NONE    | DORMANT                          | CHECK_NEEDED
                    REACTIVATE       | STORE     | PASSED  | -                                | NOT_DORMANT
                    REACTIVATE       | STORE     | PASSED  | DORMANT CONTRACT_ENDED           | CONTRACT_ENDED
                    REACTIVATE       | STORE     | PASSED  | DORMANT CONTACT_DATA_CHANGED     | second CONTACT_DATA_CHANGED
                    CANCEL_CONTRACT  | PHONE_IN  | PASSED  | -                                | second ENDS_THE_CONTRACT
                    CANCEL_CONTRACT  | STORE     | PASSED  | TAKEOVER_SUSPECTED               | second TAKEOVER_SUSPECTED ENDS_THE_CONTRACT
                    CANCEL_CONTRACT  | STORE     | NONE    | -                                | CHECK_NEEDED
                    CANCEL_CONTRACT  | STORE     | PASSED  | OWES                             | DEBT_REMAINS
                    CANCEL_CONTRACT  | STORE     | PASSED  | CONTRACT_ENDED                   | CONTRACT_ENDED
                    CANCEL_CONTRACT  | STORE     | PASSED  | REQUEST_WAITING                  | ALREADY_WAITING
                    CERTIFY_PAID_OFF | STORE     | PASSED  | CONTRACT_ENDED                   | allowed
                    CERTIFY_PAID_OFF | PHONE_IN  | PASSED  | -                                | allowed
                    CERTIFY_PAID_OFF | STORE     | NONE    | -                                | CHECK_NEEDED
                    CERTIFY_PAID_OFF | STORE     | PASSED  | OWES                             | DEBT_REMAINS
                    TAKE_IN_CERTIFICATE | STORE   | NONE    | -                                | allowed
                    TAKE_IN_CERTIFICATE | MACHINE | FAILED  | -                                | allowed
                    TAKE_IN_CERTIFICATE | LETTER  | NONE    | -                                | allowed
                    TAKE_IN_CERTIFICATE | PHONE_IN | PASSED | -                                | PAPERS_NOT_BY_PHONE
                    TAKE_IN_CERTIFICATE | -       | NONE    | -                                | CONTACT_NEEDED
                    """)
    void cards_and_contracts(
            Operation operation, @Nullable Channel channel, CheckState check, @Nullable String facts, String expected) {
        var verdict = rulebook.decide(
                operation,
                new Situation(staff(operation.right(), Level.ALONE), channel, true, true, check, facts(facts), null));

        assertThat(said(verdict)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "re-issue a Web-ID: {0} on {1}, check {2}, facts {3} → {4}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    SLIP | STORE     | PASSED        | -                                    | allowed
                    MAIL | STORE     | PASSED        | -                                    | allowed
                    MAIL | MACHINE   | PASSED        | -                                    | allowed
                    MAIL | PHONE_IN  | PASSED        | -                                    | allowed
                    MAIL | PHONE_OUT | PASSED        | -                                    | allowed
                    SLIP | MACHINE   | PASSED        | -                                    | SLIP_AT_STORE_ONLY
                    SLIP | PHONE_IN  | PASSED        | -                                    | SLIP_AT_STORE_ONLY
                    MAIL | LETTER    | PASSED        | -                                    | REISSUE_NEVER_BY_LETTER
                    MAIL | -         | PASSED        | -                                    | CONTACT_NEEDED
                    MAIL | PHONE_IN  | NONE          | -                                    | CHECK_NEEDED
                    MAIL | PHONE_IN  | FAILED        | -                                    | CHECK_FAILED
                    MAIL | PHONE_IN  | NO_TRIES_LEFT | -                                    | CHECK_NO_TRIES_LEFT
                    SLIP | STORE     | EXPIRED       | -                                    | CHECK_EXPIRED
                    SLIP | STORE     | PASSED        | NO_WEB_ID                            | NO_WEB_ID
                    SLIP | STORE     | PASSED        | NO_WEB_ID CONTRACT_ENDED             | CONTRACT_ENDED
                    SLIP | STORE     | PASSED        | NO_EMAIL MESSAGES_WITHHELD           | allowed
                    MAIL | STORE     | PASSED        | NO_EMAIL                             | NO_EMAIL
                    MAIL | STORE     | PASSED        | MESSAGES_WITHHELD                    | MESSAGES_WITHHELD
                    MAIL | STORE     | PASSED        | REQUEST_WAITING REISSUED_LATELY      | ALREADY_WAITING
                    SLIP | STORE     | PASSED        | REISSUED_LATELY                      | second REISSUED_LATELY
                    MAIL | PHONE_IN  | PASSED        | CONTACT_DATA_CHANGED                 | second CONTACT_DATA_CHANGED
                    MAIL | PHONE_IN  | PASSED        | SECRET_RESET_LATELY                  | second SECRET_RESET_LATELY
                    SLIP | STORE     | PASSED        | CHECK_FAILED_IN_CONTACT              | second CHECK_FAILED_ONCE
                    SLIP | STORE     | PASSED        | TAKEOVER_SUSPECTED REISSUED_LATELY   | second TAKEOVER_SUSPECTED REISSUED_LATELY
                    SLIP | STORE     | PASSED        | LOCKED CLEARED_OFTEN WEB_ID_CHANGED_LATELY | allowed
                    """)
    void reissuing_a_web_id(
            String delivery, @Nullable Channel channel, CheckState check, @Nullable String facts, String expected) {
        var staff = staff(Permission.WEBID_REISSUE, Level.ALONE);

        var verdict = rulebook.decide(
                Operation.valueOf("REISSUE_WEB_ID_BY_" + delivery),
                new Situation(staff, channel, true, true, check, facts(facts), null));

        assertThat(said(verdict)).isEqualTo(expected);
    }

    @Test
    void a_reset_soon_after_a_reissue_wants_a_second_person() {
        var staff = staff(Permission.CREDENTIAL_RESET, Level.ALONE);
        var before = new Situation(staff, Channel.STORE, true, true, CheckState.PASSED, Set.of(), null);

        assertThat(said(rulebook.decide(Operation.REQUEST_RESET, before))).isEqualTo("allowed");
        assertThat(said(rulebook.decide(Operation.REQUEST_RESET, before.with(Fact.WEB_ID_CHANGED_LATELY))))
                .isEqualTo("second WEB_ID_CHANGED_LATELY");
    }

    @ParameterizedTest(name = "start a reset: on {0}, check {1}, facts {2} → {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    STORE    | PASSED  | -                                          | allowed
                    MACHINE  | PASSED  | -                                          | allowed
                    PHONE_IN | PASSED  | -                                          | RESET_IN_PERSON_ONLY
                    LETTER   | PASSED  | -                                          | RESET_IN_PERSON_ONLY
                    -        | NONE    | -                                          | CONTACT_NEEDED
                    STORE    | NONE    | -                                          | CHECK_NEEDED
                    STORE    | EXPIRED | -                                          | CHECK_EXPIRED
                    MACHINE  | NONE    | NO_RESET_ADDRESS                           | NO_RESET_ADDRESS
                    STORE    | NONE    | NO_RESET_ADDRESS                           | CHECK_NEEDED
                    STORE    | PASSED  | NO_RESET_ADDRESS                           | second CODE_ON_A_SLIP
                    STORE    | PASSED  | NO_RESET_ADDRESS WEB_ID_CHANGED_LATELY     | second CODE_ON_A_SLIP WEB_ID_CHANGED_LATELY
                    STORE    | PASSED  | NO_RESET_ADDRESS MESSAGES_WITHHELD         | MESSAGES_WITHHELD
                    STORE    | PASSED  | CONTRACT_ENDED                             | CONTRACT_ENDED
                    STORE    | PASSED  | REQUEST_WAITING                            | ALREADY_WAITING
                    STORE    | PASSED  | TAKEOVER_SUSPECTED CHECK_FAILED_IN_CONTACT | second CHECK_FAILED_ONCE TAKEOVER_SUSPECTED
                    STORE    | PASSED  | CLEARED_OFTEN DAILY_LIMIT_REACHED LOCKED   | allowed
                    """)
    void starting_a_reset(@Nullable Channel channel, CheckState check, @Nullable String facts, String expected) {
        var staff = staff(Permission.CREDENTIAL_RESET, Level.ALONE);

        var verdict = rulebook.decide(
                Operation.REQUEST_RESET, new Situation(staff, channel, true, true, check, facts(facts), null));

        assertThat(said(verdict)).isEqualTo(expected);
    }

    @Test
    void of_two_verdicts_the_stricter_counts_and_reasons_are_collected() {
        var second = new Verdict.NeedsSecondPerson(List.of(Reason.CLEARED_OFTEN));
        var other = new Verdict.NeedsSecondPerson(List.of(Reason.CLEARED_OFTEN, Reason.WEB_ID_CHANGED_LATELY));
        var never = new Verdict.Forbidden(Reason.NEVER_BY_PHONE);

        assertThat(new Verdict.Allowed().and(second)).isEqualTo(second);
        assertThat(second.and(new Verdict.Allowed())).isEqualTo(second);
        assertThat(second.and(other)).isEqualTo(other);
        assertThat(second.and(never)).isEqualTo(never);
        assertThat(never.and(second)).isEqualTo(never);
    }

    @Test
    void a_contact_is_opened_at_a_workplace_one_at_a_time_and_on_a_channel_served_there() {
        var staff = staff(Permission.CONTACT_WRITE, Level.ALONE);
        var outside = new Situation(staff, Channel.STORE, false, false, CheckState.NONE, Set.of(), null);

        assertThat(said(rulebook.decide(Operation.OPEN_CONTACT, outside))).isEqualTo("allowed");
        assertThat(said(rulebook.decide(Operation.OPEN_CONTACT, outside.with(Fact.CONTACT_IN_FRONT))))
                .isEqualTo("ANOTHER_CONTACT_IN_FRONT");
        assertThat(said(rulebook.decide(Operation.OPEN_CONTACT, outside.with(Fact.CHANNEL_NOT_SERVED))))
                .isEqualTo("CHANNEL_NOT_SERVED_HERE");
        var nowhere = new StaffMember(
                staff.staffNo(), "nobody", "誰か", staff.roles(), staff.rights(), null, staff.sessionRef());
        assertThat(said(rulebook.decide(
                        Operation.OPEN_CONTACT,
                        new Situation(nowhere, Channel.STORE, false, false, CheckState.NONE, Set.of(), null))))
                .isEqualTo("WORKPLACE_NOT_CHOSEN");
    }

    @ParameterizedTest(name = "call out: {0} → {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    -                              | allowed
                    CALL_UNREASONED                | CALL_REASON_NEEDED
                    DEMAND_FORBIDDEN               | DEMAND_FORBIDDEN
                    DEMAND_FORBIDDEN CALL_UNREASONED | DEMAND_FORBIDDEN
                    DECEASED DEMAND_FORBIDDEN      | MEMBER_DECEASED
                    LAWYER_NOTICE DECEASED         | MEMBER_HAS_LAWYER
                    """)
    void calling_a_member(@Nullable String facts, String expected) {
        var verdict = rulebook.decide(
                Operation.CALL_OUT,
                new Situation(
                        staff(Permission.CONTACT_WRITE, Level.ALONE),
                        Channel.PHONE_OUT,
                        true,
                        true,
                        CheckState.NONE,
                        facts(facts),
                        null));

        assertThat(said(verdict)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} with level {1}, check {2} → {3}")
    @CsvSource({
        "RECORD_CAUTION, CONTACT_WRITE, NONE, allowed",
        "END_CAUTION, CONTACT_WRITE, NONE, CHECK_NEEDED",
        "END_CAUTION, CONTACT_WRITE, FAILED, CHECK_FAILED",
        "END_CAUTION, CONTACT_WRITE, EXPIRED, CHECK_EXPIRED",
        "END_CAUTION, CONTACT_WRITE, PASSED, allowed",
        "END_GRAVE_CAUTION, CONTACT_WRITE, PASSED, RIGHT_MISSING",
        "END_GRAVE_CAUTION, RESTRICTION_END, NONE, allowed"
    })
    void limits_and_needs(Operation operation, String right, CheckState check, String expected) {
        for (var channel : Channel.values()) {
            assertThat(said(rulebook.decide(
                            operation,
                            new Situation(staff(right, Level.ALONE), channel, true, true, check, Set.of(), null))))
                    .isEqualTo(expected);
        }
    }

    private static String said(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allowed() -> "allowed";
            case Verdict.NeedsSecondPerson(var reasons) ->
                "second " + String.join(" ", reasons.stream().map(Enum::name).toList());
            case Verdict.Forbidden(var reason) -> reason.name();
        };
    }

    private static StaffMember staff(String right, @Nullable Level level) {
        return new StaffMember(
                new StaffNo("S00001"),
                "someone",
                "誰か",
                Set.of(Role.CLERK),
                level == null ? Map.of() : Map.of(right, level),
                STORE,
                UUID.randomUUID());
    }

    private static Set<Fact> facts(@Nullable String names) {
        var facts = EnumSet.noneOf(Fact.class);
        if (names != null) {
            Arrays.stream(names.split(" ")).map(Fact::valueOf).forEach(facts::add);
        }
        return facts;
    }

    private static List<Set<Fact>> subsets(Fact[] facts) {
        return Stream.iterate(0, mask -> mask + 1)
                .limit(1L << facts.length)
                .map(mask -> {
                    Set<Fact> set = EnumSet.noneOf(Fact.class);
                    for (var i = 0; i < facts.length; i++) {
                        if ((mask >> i & 1) == 1) {
                            set.add(facts[i]);
                        }
                    }
                    return set;
                })
                .toList();
    }
}
