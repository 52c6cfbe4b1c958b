package jp.madoguchi.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.Caller;
import jp.madoguchi.Counter;
import jp.madoguchi.ReviewedTable;
import jp.madoguchi.ReviewedTable.Case;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Call;
import jp.madoguchi.contact.ContactHistory;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.MyNumber;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Refused;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Workplace;
import org.jooq.DSLContext;
import org.springframework.beans.factory.BeanFactory;

/** The cases of identity/cases.tsv, put to the rules and, where they are about a check, to the use cases and the database. */
public final class IdentityTable {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final BeanFactory beans;
    private final DSLContext superuser;
    private final Scene scene;
    private final Workplace callCenter;

    public IdentityTable(BeanFactory beans, Function<String, DSLContext> as) {
        this.beans = beans;
        superuser = as.apply("postgres");
        scene = new Scene(superuser, as.apply("member_site"));
        callCenter = scene.callCenter();
    }

    public List<Case> cases() {
        return ReviewedTable.cases("/identity/cases.tsv");
    }

    public void prove(Case each) {
        assertThat(answer(each)).isEqualTo(each.expected());
    }

    private String answer(Case each) {
        return switch (each.kind()) {
            case "MY_NUMBER" -> myNumber(each.given());
            case "LICENCE" -> LicenceNumber.isPlausible(each.given()) ? "FITS" : "WARNS";
            case "DOCUMENT" -> document(each.given().split("\\|"));
            case "SCORE" -> score(each.given());
            case "ANSWER" -> spoken(each.given().split("\\|", 2));
            case "TRIES" -> tries(each.given());
            case "VALIDITY" -> validity(each.given());
            case "ASKED" -> asked(each.given());
            case "CALL_BACK" -> callBack(each.given().split(" "));
            default -> throw new IllegalArgumentException(each.kind());
        };
    }

    private static String myNumber(String text) {
        return MyNumber.in(text)
                .map(found -> found.named() ? "NAMED" : "POSSIBLE")
                .orElse("NONE");
    }

    // Documents
    // -------------------------------------------------------------------------------------------------------------

    private String document(String[] given) {
        var documents = new ArrayList<ShownDocument>();
        documents.add(shown(DocumentKind.valueOf(given[0]), date(given[2]), date(given[3]), given[4].equals("yes")));
        if (!given[5].equals("-")) {
            var second = given[5].split(":");
            var kind = DocumentKind.valueOf(second[0]);
            var day = LocalDate.parse(second[1]);
            documents.add(
                    kind == DocumentKind.RESIDENT_RECORD
                            ? shown(kind, day, null, false)
                            : shown(kind, null, day, false));
        }
        return refusal(() -> {
            beans.getBean(DocumentRules.class).require(documents, LocalDate.parse(given[1]));
            return "OK";
        });
    }

    private static ShownDocument shown(DocumentKind kind, LocalDate issued, LocalDate expires, boolean chip) {
        return new ShownDocument(kind, "発行者", issued, expires, null, true, LocalDate.of(1985, 4, 1), "住所", true, chip);
    }

    private static LocalDate date(String text) {
        return text.equals("-") ? null : LocalDate.parse(text);
    }

    // By phone
    // --------------------------------------------------------------------------------------------------------------

    private Caller caller() {
        return Caller.in(beans, scene, agent(), scene.member());
    }

    private StaffMember agent() {
        return scene.staff(callCenter, Role.AGENT);
    }

    /** Draws are random, so that the questions of a case are put in their place. */
    private PhoneStep asking(Caller caller, List<PhoneQuestion> questions) {
        var check = superuser.fetchValue(
                "insert into madoguchi.phone_check (contact_no, renewal, begun_at) values (?, false, clock_timestamp()) returning id",
                caller.contact().value());
        for (var i = 0; i < questions.size(); i++) {
            superuser.execute(
                    "insert into madoguchi.phone_question (check_id, position, question) values (?, ?, ?)",
                    check,
                    i + 1,
                    questions.get(i).name());
        }
        return caller.asked().orElseThrow();
    }

    private String score(String given) {
        var words = List.of(given.split(" "));
        var questions = words.stream()
                .map(word -> PhoneQuestion.valueOf(word.substring(0, word.length() - 1)))
                .toList();
        var caller = caller();
        var step = asking(caller, questions);
        var result = caller.answer(step, question -> switch (words.get(questions.indexOf(question))
                        .charAt(question.name().length())) {
                    case '+' -> caller.right(question);
                    case '-' -> Caller.wrong(question);
                    default -> null;
                })
                .result();
        return result.passed() ? "PASSED" : "FAILED";
    }

    private String spoken(String[] given) {
        var question = PhoneQuestion.valueOf(given[0]);
        var member = scene.member();
        var agent = agent();
        Caller before = Caller.in(beans, scene, agent, member);
        superuser.execute(
                "update madoguchi.contact set closed_at = clock_timestamp(), category = 'OTHER', cause = 'UNKNOWN', outcome = 'EXPLAINED' where contact_no = ?",
                before.contact().value());
        var caller = Caller.in(beans, scene, agent, member);
        var step = asking(caller, List.of(question));
        caller.answer(step, asked -> filled(given[1], caller));
        return (String) superuser.fetchValue(
                "select outcome from madoguchi.phone_question q join madoguchi.phone_check p on p.id = q.check_id where p.contact_no = ?",
                caller.contact().value());
    }

    /** Puts what is on file of this member into the words. */
    private static String filled(String words, Caller caller) {
        if (!words.startsWith("{")) {
            return words;
        }
        var name = words.substring(1, words.length() - 1);
        var phone = caller.right(PhoneQuestion.PHONE);
        return switch (name) {
            case "phone" -> phone;
            case "phone-spaced" -> phone.replaceFirst("(...)(....)(....)", "$1-$2-$3");
            case "last4" -> phone.substring(7);
            case "email" -> caller.right(PhoneQuestion.EMAIL);
            case "EMAIL" ->
                caller.right(PhoneQuestion.EMAIL).toUpperCase(Locale.ROOT).replace('@', '＠');
            default -> {
                var question = name.startsWith("paid") ? PhoneQuestion.REPAYMENT_DAY : PhoneQuestion.LAST_CONTACT;
                var off = name.replaceAll("[a-z]", "");
                yield LocalDate.parse(caller.right(question))
                        .plusDays(off.isEmpty() ? 0 : Integer.parseInt(off))
                        .toString();
            }
        };
    }

    private String tries(String given) {
        var caller = caller();
        return refusal(() -> {
            words(given).forEach(step -> act(caller, step));
            return front(caller).check().name();
        });
    }

    private static void act(Caller caller, String step) {
        switch (step) {
            case "pass" -> caller.pass();
            case "fail" -> caller.fail();
            case "name" -> caller.begin(false, caller.member().birthDate());
            case "birth" -> caller.begin(true, caller.member().birthDate().minusYears(1));
            case "renew" -> caller.answer(caller.renew(), caller::right);
            case "renew-wrong" -> caller.answer(caller.renew(), Caller::wrong);
            default -> throw new IllegalArgumentException(step);
        }
    }

    private String validity(String given) {
        var steps = words(given);
        var caller = caller();
        superuser.execute(
                """
                insert into madoguchi.identity_check (ref, contact_no, member_no, method, result, staff_no, place_no, at, valid_until)
                select gen_random_uuid(), contact_no, member_no, 'PHONE', 'PASSED', staff_no, place_no, t, t + interval '60 minutes'
                from madoguchi.contact, (select clock_timestamp() - make_interval(mins => ?) as t) x where contact_no = ?""", Integer.parseInt(steps.getFirst()), caller.contact().value());
        var contacts = beans.getBean(Contacts.class);
        return refusal(() -> {
            for (var i = 1; i < steps.size(); i++) {
                switch (steps.get(i)) {
                    case "parked" -> {
                        i++;
                        superuser.execute(
                                "update madoguchi.contact set parked_at = clock_timestamp() - make_interval(mins => ?) where contact_no = ?",
                                Integer.parseInt(steps.get(i)),
                                caller.contact().value());
                    }
                    case "resumed" ->
                        Counter.as(caller.agent(), () -> {
                            contacts.resume(OperationId.make(), caller.contact());
                            return caller;
                        });
                    default -> act(caller, steps.get(i));
                }
            }
            return front(caller).check().name();
        });
    }

    private OpenContact front(Caller caller) {
        return Counter.as(
                caller.agent(),
                () -> beans.getBean(Contacts.class).find(caller.contact()).orElseThrow());
    }

    private String asked(String given) {
        var member = scene.member();
        var number = member.memberNo().value();
        var agent = agent();
        var digits =
                (String) superuser.fetchValue("select digits from madoguchi.member_phone where member_no = ?", number);
        if (!given.equals("first-contact")) {
            superuser.execute("""
                    insert into madoguchi.contact (channel, place_no, staff_no, member_no, opened_at, closed_at, category, cause, outcome)
                    values ('PHONE_IN', ?, ?, ?, now() - interval '40 days', now() - interval '40 days', 'OTHER', 'UNKNOWN', 'EXPLAINED')""", callCenter.placeNo().value(), agent.staffNo().value(), number);
        }
        switch (given) {
            case "late" ->
                superuser.execute(
                        "insert into madoguchi.delinquency (member_no, due_on, amount) values (?, current_date - 10, 11000)",
                        number);
            case "no-employer" ->
                superuser.execute("update madoguchi.member_employer set valid_to = now() where member_no = ?", number);
            case "no-bank" ->
                superuser.execute("update madoguchi.bank_account set valid_to = now() where member_no = ?", number);
            case "no-repayment" -> scene.neverRepaid(member.memberNo());
            case "no-email" ->
                superuser.execute("update madoguchi.member_email set valid_to = now() where member_no = ?", number);
            case "ended" -> {
                scene.owes(member.memberNo(), 0);
                superuser.execute(
                        "update madoguchi.contract set state = 'CANCELLED_BY_MEMBER', ended_on = current_date, end_reason = 'MEMBER_REQUEST' where member_no = ?",
                        number);
            }
            case "searched-phone" -> searched(agent, digits);
            case "searched-phone-hyphens" -> searched(agent, digits.replaceFirst("(...)(....)(....)", "$1-$2-$3"));
            case "searched-email" -> searched(agent, "member" + number + "@EXAMPLE.com");
            default -> {}
        }
        var caller = given.equals("called")
                ? Caller.back(beans, scene, agent, member)
                : Caller.in(beans, scene, agent, member);
        if (given.equals("caller-id")) {
            superuser.execute(
                    "update madoguchi.contact set caller_number = ? where contact_no = ?",
                    digits,
                    caller.contact().value());
        }
        if (given.equals("history")) {
            Counter.as(agent, () -> beans.getBean(ContactHistory.class).of(member.memberNo(), null));
        }
        var contact = front(caller);
        var askable = Counter.as(
                agent,
                () -> beans.getBean(AnswersOnFile.class)
                        .of(member.memberNo(), contact, Instant.now())
                        .askable());
        return EnumSet.copyOf(askable).stream().map(Enum::name).collect(Collectors.joining(" "));
    }

    private void searched(StaffMember agent, String typed) {
        superuser.execute(
                "insert into madoguchi.audit_entry (application, action, outcome, staff_no, details) values ('CONSOLE', 'MEMBERS_SEARCHED', 'DONE', ?, ?)",
                agent.staffNo().value(),
                "{\"terms\":\"" + typed + "\"}");
    }

    private String callBack(String[] given) {
        var member = scene.member();
        var number = member.memberNo().value();
        var agent = agent();
        var line = Call.Line.valueOf(given[0]);
        var days = Integer.parseInt(given[1]);
        superuser.execute("update madoguchi.member_employer set phone = '0312345678' where member_no = ?", number);
        superuser.execute(
                "update madoguchi.member_phone set kind = ?, valid_from = now() - make_interval(days => ?, mins => 1) where member_no = ?",
                line == Call.Line.HOME ? "HOME" : "MOBILE",
                days,
                number);
        var call = new Call(Call.Purpose.valueOf(given[2]), line, Call.GoOn.MEMBER_ASKED);
        var typed = line == Call.Line.TYPED ? "0398765%03d".formatted(NAMES.incrementAndGet()) : null;
        var contact = Counter.as(
                agent,
                () -> beans.getBean(Contacts.class)
                        .open(
                                OperationId.make(),
                                new NewContact(Channel.PHONE_OUT, null, null, typed, member.memberNo(), call)));
        var caller = new Caller(beans, scene, agent, member, contact);
        if (given.length == 3) {
            caller.pass();
        }
        return front(caller).calledBack() ? "PROVES" : "DOES NOT";
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    private static String refusal(Supplier<String> work) {
        try {
            return work.get();
        } catch (DocumentRefused refused) {
            return refused.code();
        } catch (Refused refused) {
            return "refused " + refused.reason();
        }
    }
}
