package jp.madoguchi.policy;

import static jp.madoguchi.policy.Operation.CALL_OUT;
import static jp.madoguchi.policy.Operation.CANCEL_CONTRACT;
import static jp.madoguchi.policy.Operation.CERTIFY_PAID_OFF;
import static jp.madoguchi.policy.Operation.CHANGE_ADDRESS;
import static jp.madoguchi.policy.Operation.CHANGE_BANK_ACCOUNT;
import static jp.madoguchi.policy.Operation.CHANGE_BANK_SERVICE;
import static jp.madoguchi.policy.Operation.CHANGE_CONTACT_DATA;
import static jp.madoguchi.policy.Operation.CHANGE_NAME;
import static jp.madoguchi.policy.Operation.CHECK_BY_PHONE;
import static jp.madoguchi.policy.Operation.CHECK_IN_PERSON;
import static jp.madoguchi.policy.Operation.CLEAR_LOCK;
import static jp.madoguchi.policy.Operation.CLEAR_LOSS;
import static jp.madoguchi.policy.Operation.CLEAR_TAKEOVER;
import static jp.madoguchi.policy.Operation.CONFIRM_CONTACT_DATA;
import static jp.madoguchi.policy.Operation.END_CAUTION;
import static jp.madoguchi.policy.Operation.END_GRAVE_CAUTION;
import static jp.madoguchi.policy.Operation.HAND_OFF;
import static jp.madoguchi.policy.Operation.LOCK_TAKEOVER;
import static jp.madoguchi.policy.Operation.LOOK_UP_LOGIN_ID;
import static jp.madoguchi.policy.Operation.LOWER_LIMIT;
import static jp.madoguchi.policy.Operation.MAIL_SIMULATION;
import static jp.madoguchi.policy.Operation.OPEN_CONTACT;
import static jp.madoguchi.policy.Operation.PRINT_SIMULATION;
import static jp.madoguchi.policy.Operation.RAISE_COMPLAINT;
import static jp.madoguchi.policy.Operation.REACTIVATE;
import static jp.madoguchi.policy.Operation.RECORD_CAUTION;
import static jp.madoguchi.policy.Operation.REISSUE_WEB_ID_BY_MAIL;
import static jp.madoguchi.policy.Operation.REISSUE_WEB_ID_BY_SLIP;
import static jp.madoguchi.policy.Operation.REPLACE_CARD;
import static jp.madoguchi.policy.Operation.REPORT_TAKEOVER;
import static jp.madoguchi.policy.Operation.REQUEST_LIMIT;
import static jp.madoguchi.policy.Operation.REQUEST_RESET;
import static jp.madoguchi.policy.Operation.REVEAL_FIELD;
import static jp.madoguchi.policy.Operation.STOP_BORROWING;
import static jp.madoguchi.policy.Operation.STOP_CARD;
import static jp.madoguchi.policy.Operation.TAKE_HAND_OFF;
import static jp.madoguchi.policy.Operation.TAKE_IN_CERTIFICATE;
import static jp.madoguchi.policy.Operation.WAIVE_LATE_CHARGE;
import static jp.madoguchi.policy.Operation.WRITE_NOTE;
import static jp.madoguchi.policy.Situation.Fact.CALL_UNREASONED;
import static jp.madoguchi.policy.Situation.Fact.CHANNEL_NOT_SERVED;
import static jp.madoguchi.policy.Situation.Fact.CHECK_FAILED_IN_CONTACT;
import static jp.madoguchi.policy.Situation.Fact.CONTACT_IN_FRONT;
import static jp.madoguchi.policy.Situation.Fact.DECEASED;
import static jp.madoguchi.policy.Situation.Fact.DEMAND_FORBIDDEN;
import static jp.madoguchi.policy.Situation.Fact.IN_CASE;
import static jp.madoguchi.policy.Situation.Fact.LAWYER_NOTICE;
import static jp.madoguchi.policy.Situation.Fact.LOCKED;
import static jp.madoguchi.policy.Situation.Fact.LOCKED_OTHERWISE;
import static jp.madoguchi.policy.Situation.Fact.REQUEST_WAITING;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.Permission.Level;
import jp.madoguchi.policy.Situation.Fact;
import org.springframework.stereotype.Component;

/**
 * One table of rules, read from top to bottom. The first rule that forbids ends it; if none does, all rules that ask for a
 * second person are collected; if none asks, it is allowed. Screens show the verdict, use cases enforce it.
 */
@Component
public class Rulebook {

    /**
     * One line of the table.
     *
     * @param operations what it is about
     * @param applies when it holds
     * @param reason what is told
     * @param second whether it asks for a second person instead of forbidding
     */
    record Rule(Set<Operation> operations, Predicate<Asked> applies, Reason reason, boolean second) {}

    record Asked(Operation operation, Situation situation) {
        boolean on(Predicate<Channel> kind) {
            var channel = situation.channel();
            return channel != null && kind.test(channel);
        }

        boolean is(Situation.Fact fact) {
            return situation.is(fact);
        }

        boolean level(Level level) {
            return situation.staff().rights().get(operation.right()) == level;
        }
    }

    private static final Set<Operation> ALL = EnumSet.allOf(Operation.class);
    private static final Set<Operation> BANK = EnumSet.of(CHANGE_BANK_ACCOUNT, CHANGE_BANK_SERVICE);
    private static final Set<Operation> ON_REQUEST = with(BANK, STOP_BORROWING, CHANGE_CONTACT_DATA);
    private static final Set<Operation> NEVER_ON_REQUEST = EnumSet.complementOf(EnumSet.copyOf(ON_REQUEST));
    private static final Set<Operation> CUT = EnumSet.of(LOWER_LIMIT, STOP_BORROWING);
    private static final Set<Operation> NEVER_FROM_AFAR = EnumSet.of(CLEAR_LOCK, CLEAR_LOSS, CLEAR_TAKEOVER);
    private static final Set<Operation> REISSUE = EnumSet.of(REISSUE_WEB_ID_BY_SLIP, REISSUE_WEB_ID_BY_MAIL);
    private static final Set<Operation> BY_MAIL = EnumSet.of(REISSUE_WEB_ID_BY_MAIL, MAIL_SIMULATION);
    private static final Set<Operation> ON_MEMBER = EnumSet.of(
            CHECK_IN_PERSON,
            CHECK_BY_PHONE,
            REVEAL_FIELD,
            CLEAR_LOCK,
            REQUEST_RESET,
            HAND_OFF,
            TAKE_HAND_OFF,
            RECORD_CAUTION,
            END_CAUTION,
            END_GRAVE_CAUTION,
            REISSUE_WEB_ID_BY_SLIP,
            REISSUE_WEB_ID_BY_MAIL,
            STOP_CARD,
            REPLACE_CARD,
            CLEAR_LOSS,
            LOCK_TAKEOVER,
            REPORT_TAKEOVER,
            CLEAR_TAKEOVER,
            REACTIVATE,
            CANCEL_CONTRACT,
            WAIVE_LATE_CHARGE,
            CERTIFY_PAID_OFF,
            PRINT_SIMULATION,
            MAIL_SIMULATION,
            TAKE_IN_CERTIFICATE,
            CONFIRM_CONTACT_DATA,
            REQUEST_LIMIT,
            CHANGE_ADDRESS,
            CHANGE_CONTACT_DATA,
            CHANGE_NAME,
            CHANGE_BANK_ACCOUNT,
            CHANGE_BANK_SERVICE);
    private static final Set<Operation> IN_CONTACT = with(ON_MEMBER, WRITE_NOTE, RAISE_COMPLAINT, LOOK_UP_LOGIN_ID);
    private static final Set<Operation> AFTER_CHECK = EnumSet.of(
            REVEAL_FIELD,
            CLEAR_LOCK,
            REQUEST_RESET,
            END_CAUTION,
            REISSUE_WEB_ID_BY_SLIP,
            REISSUE_WEB_ID_BY_MAIL,
            REPLACE_CARD,
            CLEAR_LOSS,
            CLEAR_TAKEOVER,
            REACTIVATE,
            CANCEL_CONTRACT,
            WAIVE_LATE_CHARGE,
            CERTIFY_PAID_OFF,
            PRINT_SIMULATION,
            MAIL_SIMULATION,
            CONFIRM_CONTACT_DATA,
            REQUEST_LIMIT,
            CHANGE_ADDRESS,
            CHANGE_CONTACT_DATA,
            CHANGE_NAME,
            CHANGE_BANK_ACCOUNT,
            CHANGE_BANK_SERVICE);
    private static final Set<Operation> CHECK = EnumSet.of(CHECK_IN_PERSON, CHECK_BY_PHONE);
    private static final Set<Operation> CLEARING = EnumSet.of(CLEAR_LOCK, CLEAR_LOSS, CLEAR_TAKEOVER);
    private static final Set<Operation> CARD = EnumSet.of(STOP_CARD, REPLACE_CARD);
    private static final Set<Operation> LIVING = with(CARD, REACTIVATE, CANCEL_CONTRACT, LOWER_LIMIT, STOP_BORROWING);
    private static final Set<Operation> DEBT_FREE = EnumSet.of(CANCEL_CONTRACT, CERTIFY_PAID_OFF);
    private static final Set<Operation> MAY_WAIT = with(
            REISSUE,
            REQUEST_RESET,
            CLEAR_LOCK,
            CLEAR_LOSS,
            CLEAR_TAKEOVER,
            REACTIVATE,
            CANCEL_CONTRACT,
            WAIVE_LATE_CHARGE,
            CHANGE_ADDRESS,
            CHANGE_CONTACT_DATA,
            CHANGE_NAME,
            CHANGE_BANK_ACCOUNT,
            CHANGE_BANK_SERVICE);

    static final List<Rule> RULES = List.of(
            // The channel comes before the right: by phone nobody clears a lock, and that is what the member must hear.
            forbid(NEVER_FROM_AFAR, a -> a.on(Channel::byPhone), Reason.NEVER_BY_PHONE),
            forbid(NEVER_FROM_AFAR, a -> a.on(c -> c == Channel.LETTER), Reason.NEVER_BY_LETTER),
            forbid(EnumSet.of(REQUEST_RESET), a -> a.on(c -> !c.inPerson()), Reason.RESET_IN_PERSON_ONLY),
            forbid(ALL, a -> a.level(Level.SECOND), Reason.ONLY_AS_SECOND_PERSON),
            forbid(NEVER_ON_REQUEST, a -> a.level(Level.REQUEST), Reason.ONLY_ON_REQUEST),
            forbid(ALL, a -> a.level(Level.CASE) && !a.is(IN_CASE), Reason.ONLY_WITHIN_A_CASE),
            forbid(
                    ALL,
                    a -> !a.level(Level.ALONE) && !a.level(Level.CASE) && !a.level(Level.REQUEST),
                    Reason.RIGHT_MISSING),
            forbid(
                    EnumSet.of(OPEN_CONTACT),
                    a -> a.situation().staff().workplace() == null,
                    Reason.WORKPLACE_NOT_CHOSEN),
            forbid(EnumSet.of(OPEN_CONTACT), a -> a.is(CONTACT_IN_FRONT), Reason.ANOTHER_CONTACT_IN_FRONT),
            forbid(EnumSet.of(OPEN_CONTACT), a -> a.is(CHANNEL_NOT_SERVED), Reason.CHANNEL_NOT_SERVED_HERE),
            forbid(EnumSet.of(CALL_OUT), a -> a.is(LAWYER_NOTICE), Reason.MEMBER_HAS_LAWYER),
            forbid(EnumSet.of(CALL_OUT), a -> a.is(DECEASED), Reason.MEMBER_DECEASED),
            forbid(EnumSet.of(CALL_OUT), a -> a.is(DEMAND_FORBIDDEN), Reason.DEMAND_FORBIDDEN),
            forbid(EnumSet.of(CALL_OUT), a -> a.is(CALL_UNREASONED), Reason.CALL_REASON_NEEDED),
            forbid(IN_CONTACT, a -> a.situation().channel() == null, Reason.CONTACT_NEEDED),
            forbid(
                    EnumSet.of(CHECK_IN_PERSON, TAKE_HAND_OFF, CHANGE_NAME),
                    a -> !a.on(Channel::inPerson),
                    Reason.IN_PERSON_ONLY),
            forbid(EnumSet.of(CHECK_BY_PHONE), a -> !a.on(Channel::byPhone), Reason.BY_PHONE_ONLY),
            forbid(EnumSet.of(TAKE_IN_CERTIFICATE), a -> a.on(Channel::byPhone), Reason.PAPERS_NOT_BY_PHONE),
            forbid(ON_MEMBER, a -> !a.situation().contactHasMember(), Reason.CONTACT_WITHOUT_MEMBER),
            forbid(ON_MEMBER, a -> !a.situation().sameMember(), Reason.ANOTHER_MEMBER),
            forbid(ON_REQUEST, a -> a.level(Level.REQUEST) && a.situation().channel() == null, Reason.CONTACT_NEEDED),
            forbid(
                    ON_REQUEST,
                    a -> a.level(Level.REQUEST) && !a.situation().contactHasMember(),
                    Reason.CONTACT_WITHOUT_MEMBER),
            forbid(ON_REQUEST, a -> a.level(Level.REQUEST) && !a.situation().sameMember(), Reason.ANOTHER_MEMBER),
            forbid(EnumSet.of(CLEAR_LOCK), a -> !a.is(LOCKED) && a.is(LOCKED_OTHERWISE), Reason.LOCK_OF_ANOTHER_KIND),
            forbid(EnumSet.of(CLEAR_LOCK), a -> !a.is(LOCKED), Reason.NOT_LOCKED),
            forbid(REISSUE, a -> a.on(c -> c == Channel.LETTER), Reason.REISSUE_NEVER_BY_LETTER),
            forbid(EnumSet.of(REISSUE_WEB_ID_BY_SLIP), a -> !a.on(c -> c == Channel.STORE), Reason.SLIP_AT_STORE_ONLY),
            forbid(REISSUE, a -> a.is(Fact.CONTRACT_ENDED), Reason.CONTRACT_ENDED),
            forbid(REISSUE, a -> a.is(Fact.NO_WEB_ID), Reason.NO_WEB_ID),
            forbid(BY_MAIL, a -> a.is(Fact.NO_EMAIL), Reason.NO_EMAIL),
            forbid(BY_MAIL, a -> a.is(Fact.MESSAGES_WITHHELD), Reason.MESSAGES_WITHHELD),
            forbid(EnumSet.of(REQUEST_RESET), a -> a.is(Fact.CONTRACT_ENDED), Reason.CONTRACT_ENDED),
            forbid(EnumSet.of(REQUEST_RESET), a -> a.is(Fact.MESSAGES_WITHHELD), Reason.MESSAGES_WITHHELD),
            forbid(
                    EnumSet.of(REQUEST_RESET),
                    a -> a.is(Fact.NO_RESET_ADDRESS) && !a.on(c -> c == Channel.STORE),
                    Reason.NO_RESET_ADDRESS),
            forbid(LIVING, a -> a.is(Fact.CONTRACT_ENDED), Reason.CONTRACT_ENDED),
            forbid(CUT, a -> a.is(Fact.BORROWING_STOPPED), Reason.BORROWING_STOPPED_ALREADY),
            forbid(BANK, a -> a.is(Fact.CONTRACT_ENDED), Reason.CONTRACT_ENDED),
            forbid(CARD, a -> a.is(Fact.NO_CARD), Reason.NO_CARD),
            forbid(EnumSet.of(STOP_CARD), a -> a.is(Fact.CARD_LOST), Reason.CARD_ALREADY_STOPPED),
            forbid(EnumSet.of(REPLACE_CARD), a -> !a.is(Fact.CARD_LOST), Reason.CARD_NOT_STOPPED),
            forbid(EnumSet.of(REPLACE_CARD), a -> a.is(Fact.TAKEOVER_SUSPECTED), Reason.NO_CARD_IN_TAKEOVER),
            forbid(EnumSet.of(CLEAR_LOSS), a -> !a.is(Fact.LOSS_LOCKED), Reason.NO_LOSS),
            forbid(EnumSet.of(LOCK_TAKEOVER), a -> a.is(Fact.TAKEOVER_LOCKED), Reason.TAKEOVER_LOCKED_ALREADY),
            forbid(EnumSet.of(CLEAR_TAKEOVER), a -> !a.is(Fact.TAKEOVER_LOCKED), Reason.NO_TAKEOVER_LOCK),
            forbid(EnumSet.of(REACTIVATE), a -> !a.is(Fact.DORMANT), Reason.NOT_DORMANT),
            forbid(DEBT_FREE, a -> a.is(Fact.OWES), Reason.DEBT_REMAINS),
            forbid(CHECK, a -> a.situation().check() == CheckState.NO_TRIES_LEFT, Reason.CHECK_NO_TRIES_LEFT),
            forbid(EnumSet.of(WAIVE_LATE_CHARGE), a -> a.is(Fact.NO_LATE_CHARGE), Reason.NO_LATE_CHARGE),
            forbid(EnumSet.of(WAIVE_LATE_CHARGE), a -> a.is(Fact.NO_OUTAGE_OF_OURS), Reason.NO_OUTAGE_OF_OURS),
            forbid(AFTER_CHECK, a -> a.situation().check() == CheckState.NONE, Reason.CHECK_NEEDED),
            forbid(AFTER_CHECK, a -> a.situation().check() == CheckState.FAILED, Reason.CHECK_FAILED),
            forbid(AFTER_CHECK, a -> a.situation().check() == CheckState.NO_TRIES_LEFT, Reason.CHECK_NO_TRIES_LEFT),
            forbid(AFTER_CHECK, a -> a.situation().check() == CheckState.EXPIRED, Reason.CHECK_EXPIRED),
            forbid(
                    EnumSet.of(REACTIVATE, CHANGE_CONTACT_DATA, CHANGE_BANK_ACCOUNT),
                    a -> a.on(Channel::byPhone) && !a.is(Fact.CALLED_BACK),
                    Reason.CALL_BACK_NEEDED),
            forbid(with(MAY_WAIT, STOP_BORROWING), a -> a.is(REQUEST_WAITING), Reason.ALREADY_WAITING),
            second(EnumSet.of(STOP_BORROWING), a -> a.level(Level.REQUEST), Reason.STOP_ON_REQUEST),
            second(EnumSet.of(CHANGE_CONTACT_DATA), a -> a.level(Level.REQUEST), Reason.CONTACT_DATA_ON_REQUEST),
            second(BANK, a -> true, Reason.BANK_SERVICE_BY_SECOND),
            second(MAY_WAIT, a -> a.is(CHECK_FAILED_IN_CONTACT), Reason.CHECK_FAILED_ONCE),
            second(CLEARING, a -> a.is(Fact.CLEARED_OFTEN), Reason.CLEARED_OFTEN),
            second(MAY_WAIT, a -> a.is(Fact.TAKEOVER_SUSPECTED), Reason.TAKEOVER_SUSPECTED),
            second(CLEARING, a -> a.is(Fact.DAILY_LIMIT_REACHED), Reason.DAILY_LIMIT_REACHED),
            second(REISSUE, a -> a.is(Fact.REISSUED_LATELY), Reason.REISSUED_LATELY),
            second(EnumSet.of(WAIVE_LATE_CHARGE), a -> true, Reason.WAIVES_MONEY),
            second(EnumSet.of(CANCEL_CONTRACT), a -> true, Reason.ENDS_THE_CONTRACT),
            second(
                    with(REISSUE, REACTIVATE, CLEAR_LOCK, CLEAR_LOSS),
                    a -> a.is(Fact.CONTACT_DATA_CHANGED),
                    Reason.CONTACT_DATA_CHANGED),
            second(REISSUE, a -> a.is(Fact.SECRET_RESET_LATELY), Reason.SECRET_RESET_LATELY),
            second(EnumSet.of(REQUEST_RESET), a -> a.is(Fact.NO_RESET_ADDRESS), Reason.CODE_ON_A_SLIP),
            second(EnumSet.of(REQUEST_RESET), a -> a.is(Fact.WEB_ID_CHANGED_LATELY), Reason.WEB_ID_CHANGED_LATELY));

    /** Rules may rely on those above them: a predicate is only asked when nothing before it forbade. */
    public Verdict decide(Operation operation, Situation situation) {
        var asked = new Asked(operation, situation);
        var seconds = new ArrayList<Reason>();
        for (var rule : RULES) {
            if (!rule.operations().contains(operation) || !rule.applies().test(asked)) {
                continue;
            }
            if (!rule.second()) {
                return new Verdict.Forbidden(rule.reason());
            }
            seconds.add(rule.reason());
        }
        return seconds.isEmpty() ? new Verdict.Allowed() : new Verdict.NeedsSecondPerson(seconds);
    }

    /** @throws NotAllowed when the rulebook forbids, or when it wants a second person and none can be asked here */
    public void require(Operation operation, Situation situation) {
        switch (decide(operation, situation)) {
            case Verdict.Allowed() -> {}
            case Verdict.NeedsSecondPerson(var reasons) -> throw new NotAllowed(reasons.getFirst());
            case Verdict.Forbidden(var reason) -> throw new NotAllowed(reason);
        }
    }

    private static Set<Operation> with(Set<Operation> operations, Operation... more) {
        var all = EnumSet.copyOf(operations);
        all.addAll(Set.of(more));
        return all;
    }

    private static Rule forbid(Set<Operation> operations, Predicate<Asked> applies, Reason reason) {
        return new Rule(operations, applies, reason, false);
    }

    private static Rule second(Set<Operation> operations, Predicate<Asked> applies, Reason reason) {
        return new Rule(operations, applies, reason, true);
    }
}
