package jp.madoguchi.login;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.clipboard.Clipboard;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import jp.madoguchi.ui.Chip;

/** On the phone: the sentences that may be said now, to be read out or copied, and no others. */
@StyleSheet("context://ui/guide.css")
final class CallGuide extends Div {

    CallGuide(LoginState state, VisitAdvice advice) {
        var sentences = new CallSentences(state, advice);
        addClassNames("card", "call-guide");
        var title = new H2(t("login.call.title"));
        title.addClassName("card-title");
        var now = sentences.isIdentified()
                ? new Chip(t("login.call.identified"), Chip.Weight.GOOD)
                : new Chip(t("login.call.not-identified"), Chip.Weight.CAREFUL);
        var head = new Div(title, now);
        head.addClassName("row");
        var list = new OrderedList();
        var all = sentences.all();
        all.forEach(sentence -> list.add(line(sentence)));
        add(head, list);
        if (all.isEmpty()) {
            add(new Paragraph(t(state.openLocks().isEmpty() ? "login.call.nothing" : "login.call.supervisor")));
        }
    }

    private static ListItem line(CallSentences.Sentence sentence) {
        var when = new Div(sentence.when());
        when.addClassName("call-when");
        var words = new Paragraph(sentence.words());
        words.addClassName("call-words");
        var line = new ListItem(new Div(when, words), copy(sentence));
        line.addClassName("call-sentence");
        return line;
    }

    private static Button copy(CallSentences.Sentence sentence) {
        var copy = new Button(t("login.call.copy"), VaadinIcon.COPY_O.create());
        copy.addThemeVariants(ButtonVariant.TERTIARY);
        copy.setAriaLabel(t("login.call.copy.of", sentence.when()));
        Clipboard.onClick(copy)
                .writeText(
                        sentence.words(),
                        done -> copy.setText(t("login.call.copied")),
                        failure -> copy.setText(t("login.call.not-copied")));
        return copy;
    }
}
