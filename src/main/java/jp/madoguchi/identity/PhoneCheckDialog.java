package jp.madoguchi.identity;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.DateField;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;

/** Asks by phone: name and birth date, then the drawn questions. Where questions are drawn already, it goes on with them. */
@StyleSheet("context://ui/counter.css")
final class PhoneCheckDialog extends HouseDialog {

    private static final String MATCHES = "MATCHES";
    private static final String DIFFERS = "DIFFERS";

    private final PhoneChecks checks;
    private final Work work;
    private final OpenContact contact;
    private final MemberNo memberNo;
    private final RadioButtonGroup<String> name = new RadioButtonGroup<>();
    private final DateField birthDate = new DateField(t("identity.phone.birth-date"));
    private final Div first = new Div(name, birthDate);
    private final Div asked = new Div();
    private final Paragraph never = new Paragraph(t("identity.phone.never"));
    private List<PhoneQuestionField> questions = List.of();
    private final Button callBack;
    private OperationId operation = OperationId.make();

    /** @param callBack leads to the call-back, offered once no try is left */
    PhoneCheckDialog(
            PhoneChecks checks,
            Work work,
            OpenContact contact,
            MemberNo memberNo,
            String memberName,
            Runnable callBack) {
        super(t("identity.phone.title", memberName), t("identity.phone.next"));
        this.checks = checks;
        this.work = work;
        this.contact = contact;
        this.memberNo = memberNo;
        setWidth("44rem");
        this.callBack = new Button(t("contact.call-back"), click -> {
            close();
            callBack.run();
        });
        this.callBack.addThemeVariants(ButtonVariant.PRIMARY);
        this.callBack.setVisible(false);
        getFooter().add(this.callBack);
        name.setLabel(t("identity.phone.name", memberName));
        name.setItems(MATCHES, DIFFERS);
        name.setItemLabelGenerator(choice -> t("identity.choice." + choice.toLowerCase(Locale.ROOT)));
        name.setRequiredIndicatorVisible(true);
        birthDate.setRequiredIndicatorVisible(true);
        first.addClassName("stack");
        asked.addClassName("stack");
        asked.setVisible(false);
        never.addClassName("muted");
        body(never, first, asked);
        sendOnEnter();
        work.read(messages, () -> checks.asked(contact.contactNo()), open -> open.ifPresent(this::show));
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                focusFirst();
            }
        });
    }

    /** Renews a passed check by one question. */
    PhoneCheckDialog renewing() {
        if (questions.isEmpty()) {
            work.write(
                    messages,
                    operation,
                    () -> checks.renew(operation, contact.contactNo(), memberNo),
                    this::show,
                    this::goOn);
        }
        return this;
    }

    private void focusFirst() {
        if (questions.isEmpty()) {
            name.getElement().executeJs("setTimeout(() => this.querySelector('vaadin-radio-button')?.focus())");
        } else {
            questions.getFirst().focus();
        }
    }

    @Override
    protected void submit() {
        messages.clear();
        if (questions.isEmpty()) {
            begin();
        } else {
            answer();
        }
    }

    private void begin() {
        name.setInvalid(name.isEmpty());
        name.setErrorMessage(t("identity.fill"));
        if (birthDate.isUnderstood() && birthDate.date().isEmpty()) {
            birthDate.setErrorMessage(t("identity.fill"));
            birthDate.setInvalid(true);
        }
        var born = birthDate.date();
        if (name.isInvalid() || born.isEmpty()) {
            return;
        }
        work.write(
                messages,
                operation,
                () -> checks.begin(
                        operation, contact.contactNo(), memberNo, MATCHES.equals(name.getValue()), born.get()),
                this::show,
                this::goOn);
    }

    private void answer() {
        // No short circuit: every field shows what is missing in it.
        if (!questions.stream().map(PhoneQuestionField::isComplete).reduce(true, Boolean::logicalAnd)) {
            return;
        }
        var answers = questions.stream().map(PhoneQuestionField::answer).toList();
        work.write(
                messages,
                operation,
                () -> checks.answer(operation, contact.contactNo(), memberNo, answers),
                this::show,
                this::goOn);
    }

    private void another(int position) {
        work.write(
                messages,
                operation,
                () -> checks.other(operation, contact.contactNo(), memberNo, position),
                this::show,
                this::goOn);
    }

    /** After a lost connection the database knows how far it went. */
    private void goOn() {
        operation = OperationId.make();
        work.read(messages, () -> checks.asked(contact.contactNo()), open -> {
            if (open.isPresent()) {
                show(open.get());
            } else {
                finish();
            }
        });
    }

    private void show(PhoneStep step) {
        operation = OperationId.make();
        if (step.result() == null) {
            ask(step);
        } else if (step.result().passed()) {
            finish();
        } else {
            failed(step.result());
        }
    }

    private void ask(PhoneStep step) {
        Map<PhoneQuestion, PhoneQuestionField> before =
                questions.stream().collect(Collectors.toMap(PhoneQuestionField::question, field -> field));
        var fields = new ArrayList<PhoneQuestionField>();
        for (var question : step.questions()) {
            var number = fields.size() + 1;
            Runnable another = step.othersLeft() > 0 ? () -> another(question.position()) : null;
            fields.add(new PhoneQuestionField(number, question, another).taking(before.get(question.question())));
        }
        questions = List.copyOf(fields);
        asked.removeAll();
        asked.add(new Paragraph(t(step.renewal() ? "identity.phone.renewing" : "identity.phone.asking")));
        fields.forEach(asked::add);
        first.setVisible(false);
        asked.setVisible(true);
        primary.setText(t("identity.phone.compare"));
        fields.stream()
                .filter(field -> !before.containsKey(field.question()))
                .findFirst()
                .ifPresent(PhoneQuestionField::focus);
    }

    private void failed(CheckResult result) {
        ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.ContactChanged());
        var reason = code("identity_check", "fail_reason", String.valueOf(result.reason()));
        messages.problem(
                t("identity.failed", reason),
                MessagePanel.Saved.NOTHING,
                result.triesLeft() > 0
                        ? t("identity.phone.failed.next", result.triesLeft())
                        : t("identity.phone.failed.last"),
                null);
        questions = List.of();
        asked.setVisible(false);
        asked.removeAll();
        never.setVisible(false);
        if (result.triesLeft() > 0) {
            name.clear();
            birthDate.clear();
            first.setVisible(true);
            primary.setText(t("identity.phone.next"));
        } else {
            first.setVisible(false);
            primary.setVisible(false);
            cancel.setText(t("button.close"));
            if (contact.channel() == Channel.PHONE_IN) {
                callBack.setVisible(true);
                callBack.focus();
            } else {
                cancel.focus();
            }
        }
    }

    private void finish() {
        close();
        ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.ContactChanged());
    }
}
