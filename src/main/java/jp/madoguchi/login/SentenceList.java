package jp.madoguchi.login;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.clipboard.Clipboard;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.List;

/** Sentences to be read out or copied, in the order in which they are said. */
final class SentenceList extends OrderedList {

    SentenceList(List<CallGuide.Line> lines) {
        addClassName("call-sentences");
        lines.forEach(line -> add(new ListItem(sentence(line))));
    }

    static Div sentence(CallGuide.Line line) {
        var label = t("diagnosis.sentence." + line.sentence());
        var when = new Div(label);
        when.addClassName("call-when");
        var words = new Paragraph(line.words());
        words.addClassName("sentence-words");
        words.getElement().setAttribute("lang", "ja");
        var sentence = new Div(new Div(when, words), copy(line, label));
        sentence.addClassName("call-sentence");
        return sentence;
    }

    private static Button copy(CallGuide.Line line, String label) {
        var copy = new Button(t("login.call.copy"), VaadinIcon.COPY_O.create());
        copy.addThemeVariants(ButtonVariant.TERTIARY);
        copy.setAriaLabel(t("login.call.copy.of", label));
        Clipboard.onClick(copy)
                .writeText(
                        line.words(),
                        done -> copy.setText(t("login.call.copied")),
                        failure -> copy.setText(t("login.call.not-copied")));
        return copy;
    }
}
