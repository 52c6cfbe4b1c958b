package jp.madoguchi.identity;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import jp.madoguchi.ui.DateField;
import org.jspecify.annotations.Nullable;

/** One drawn question: the words to ask, and a place for what the caller said. Nothing of the right answer is here. */
final class PhoneQuestionField extends Div {

    private static final int LIMIT = 120;

    private final PhoneStep.Question question;
    private final TextField words = new TextField(t("identity.phone.said"));
    private final DateField date = new DateField(t("identity.phone.said"));
    private final RadioButtonGroup<String> dueDay = new RadioButtonGroup<>();
    private final Button unknown = new Button(t("identity.phone.unknown"));
    private final Paragraph notKnown = new Paragraph(t("identity.phone.not-known"));
    private boolean isUnknown;

    /** @param another asks for another question instead; null where none is left */
    PhoneQuestionField(int number, PhoneStep.Question question, @Nullable Runnable another) {
        this.question = question;
        addClassName("phone-question");
        var ask = new Paragraph(t("identity.phone.ask", number, t("identity.question." + question.question())));
        ask.addClassName("phone-question-words");
        words.setMaxLength(LIMIT);
        words.getElement().setAttribute("autocomplete", "off");
        dueDay.setLabel(t("identity.phone.said"));
        dueDay.setItems("5", "15", "25", "31");
        dueDay.setItemLabelGenerator(day -> t("identity.due-day." + day));
        words.setVisible(question.question().input() == PhoneQuestion.Input.WORDS);
        date.setVisible(question.question().input() == PhoneQuestion.Input.DATE);
        dueDay.setVisible(question.question().input() == PhoneQuestion.Input.DUE_DAY);
        notKnown.addClassName("muted");
        notKnown.setVisible(false);
        unknown.addThemeVariants(ButtonVariant.TERTIARY);
        unknown.addClickListener(click -> {
            if (another == null) {
                doesNotKnow();
            } else {
                another.run();
            }
        });
        unknown.setText(t(another == null ? "identity.phone.unknown" : "identity.phone.another"));
        var head = new Div(ask, unknown);
        head.addClassName("phone-question-head");
        add(head, words, date, dueDay, notKnown);
    }

    /** Goes on with what stood in the field of the same question before. */
    PhoneQuestionField taking(@Nullable PhoneQuestionField before) {
        if (before != null) {
            words.setValue(before.words.getValue());
            date.setValue(before.date.getValue());
            dueDay.setValue(before.dueDay.getValue());
        }
        return this;
    }

    private void doesNotKnow() {
        isUnknown = true;
        words.setVisible(false);
        date.setVisible(false);
        dueDay.setVisible(false);
        unknown.setVisible(false);
        notKnown.setVisible(true);
    }

    void focus() {
        switch (question.question().input()) {
            case WORDS -> words.focus();
            case DATE -> date.focus();
            case DUE_DAY ->
                dueDay.getElement().executeJs("setTimeout(() => this.querySelector('vaadin-radio-button')?.focus())");
        }
    }

    PhoneQuestion question() {
        return question.question();
    }

    /** What is left open counts as not answered, and a date that is none cannot be compared. */
    boolean isComplete() {
        if (isUnknown) {
            return true;
        }
        words.setInvalid(words.isVisible() && words.getValue().isBlank());
        dueDay.setInvalid(dueDay.isVisible() && dueDay.isEmpty());
        if (date.isVisible() && date.isUnderstood() && date.date().isEmpty()) {
            date.setErrorMessage(t("identity.fill"));
            date.setInvalid(true);
        }
        words.setErrorMessage(t("identity.fill"));
        dueDay.setErrorMessage(t("identity.fill"));
        return !words.isInvalid() && !dueDay.isInvalid() && !date.isInvalid();
    }

    PhoneAnswer answer() {
        var said = switch (question.question().input()) {
            case WORDS -> words.getValue();
            case DATE -> date.getValue();
            case DUE_DAY -> dueDay.getValue();
        };
        return new PhoneAnswer(question.position(), isUnknown ? null : said);
    }
}
