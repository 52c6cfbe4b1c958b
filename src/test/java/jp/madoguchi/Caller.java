package jp.madoguchi;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jp.madoguchi.contact.Call;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.identity.PhoneAnswer;
import jp.madoguchi.identity.PhoneChecks;
import jp.madoguchi.identity.PhoneQuestion;
import jp.madoguchi.identity.PhoneStep;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/** An agent with somebody on the line who says to be the member, through the use cases. */
public record Caller(BeanFactory beans, Scene scene, StaffMember agent, Scene.Member member, ContactNo contact) {

    /** The member calls in. */
    public static Caller in(BeanFactory beans, Scene scene, StaffMember agent, Scene.Member member) {
        return open(beans, scene, agent, member, new NewContact(Channel.PHONE_IN, null, null, null, member.memberNo()));
    }

    /** We call the member back. */
    public static Caller back(BeanFactory beans, Scene scene, StaffMember agent, Scene.Member member) {
        var call = new Call(Call.Purpose.CALL_BACK, Call.Line.MOBILE, Call.GoOn.MEMBER_ASKED);
        return open(
                beans,
                scene,
                agent,
                member,
                new NewContact(Channel.PHONE_OUT, null, null, null, member.memberNo(), call));
    }

    private static Caller open(
            BeanFactory beans, Scene scene, StaffMember agent, Scene.Member member, NewContact form) {
        var contact = Counter.as(agent, () -> beans.getBean(Contacts.class).open(OperationId.make(), form));
        return new Caller(beans, scene, agent, member, contact);
    }

    public PhoneStep begin() {
        return begin(true, member.birthDate());
    }

    public PhoneStep begin(boolean name, LocalDate birthDate) {
        return work(checks -> checks.begin(OperationId.make(), contact, member.memberNo(), name, birthDate));
    }

    /** What is being asked now. */
    public Optional<PhoneStep> asked() {
        return work(checks -> checks.asked(contact));
    }

    public PhoneStep renew() {
        return work(checks -> checks.renew(OperationId.make(), contact, member.memberNo()));
    }

    public PhoneStep other(int position) {
        return work(checks -> checks.other(OperationId.make(), contact, member.memberNo(), position));
    }

    /** @param said to each question; null = does not know */
    public PhoneStep answer(PhoneStep asked, Function<PhoneQuestion, @Nullable String> said) {
        var answers = asked.questions().stream()
                .map(question -> new PhoneAnswer(question.position(), said.apply(question.question())))
                .toList();
        return answer(answers);
    }

    public PhoneStep answer(List<PhoneAnswer> answers) {
        return work(checks -> checks.answer(OperationId.make(), contact, member.memberNo(), answers));
    }

    /** Knows everything. */
    public Caller pass() {
        var result = answer(begin(), this::right).result();
        if (result == null || !result.passed()) {
            throw new IllegalStateException("the check should pass");
        }
        return this;
    }

    /** Knows nothing of the dealings and of the rest. */
    public Caller fail() {
        var result = answer(begin(), question -> wrong(question)).result();
        if (result == null || result.passed()) {
            throw new IllegalStateException("the check should fail");
        }
        return this;
    }

    public String right(PhoneQuestion question) {
        return question == PhoneQuestion.LAST_CONTACT
                ? String.valueOf(scene.superuser()
                        .fetchValue(
                                "select (max(opened_at) at time zone 'Asia/Tokyo')::date::text from madoguchi.contact where member_no = ? and contact_no <> ?",
                                member.memberNo().value(),
                                contact.value()))
                : scene.answer(member, question);
    }

    public static String wrong(PhoneQuestion question) {
        return switch (question) {
            case REPAYMENT_DAY, LAST_CONTACT -> "2001-01-01";
            case DUE_DAY -> "25";
            case REPAYMENT_AMOUNT -> "7000";
            case PHONE -> "0300000000";
            case ADDRESS, EMAIL, EMPLOYER, DEBIT_BANK -> "違います";
        };
    }

    private <T> T work(Function<PhoneChecks, T> work) {
        return Counter.as(agent, () -> work.apply(beans.getBean(PhoneChecks.class)));
    }
}
