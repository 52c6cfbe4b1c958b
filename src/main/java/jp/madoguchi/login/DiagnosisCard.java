package jp.madoguchi.login;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;

/** Why this member cannot log in: every cause with its fact, its remedy, who may do it, and what to say. */
@StyleSheet("context://ui/guide.css")
final class DiagnosisCard extends Section {

    DiagnosisCard(LoginState state, CallGuide guide) {
        addClassNames("card", "diagnosis");
        add(head(state));
        var causes = new OrderedList();
        causes.addClassName("findings");
        guide.steps().forEach(step -> causes.add(step(step)));
        add(causes);
        addBeside(state.diagnosis(), guide);
        addSentences(state, guide);
    }

    private static Div head(LoginState state) {
        var title = new H2(t("diagnosis.title"));
        title.addClassName("card-title");
        var head = new Div(title);
        head.addClassName("row");
        state.ownContact()
                .ifPresent(contact -> head.add(
                        state.isIdentified()
                                ? new Chip(t("login.call.identified"), Chip.Weight.GOOD)
                                : new Chip(t("login.call.not-identified"), Chip.Weight.CAREFUL)));
        return head;
    }

    private static ListItem step(CallGuide.Step step) {
        var finding = step.finding();
        var cause = new Div(
                new Chip(t("diagnosis.cause." + finding.cause()), FindingWords.weight(finding)),
                new Span(FindingWords.fact(finding)));
        cause.addClassNames("row", "finding-cause");
        var remedy = new Paragraph(t("diagnosis.remedy." + step.remedy()));
        remedy.addClassName("finding-remedy");
        var item = new ListItem(cause, remedy);
        item.addClassName("finding");
        if (step.say() != null) {
            item.add(SentenceList.sentence(step.say()));
        }
        return item;
    }

    /** What does not stop login stands apart from what does. */
    private void addBeside(Diagnosis diagnosis, CallGuide guide) {
        var facts = new Div();
        facts.addClassName("row");
        if (diagnosis.limitZero()) {
            facts.add(new Chip(t("diagnosis.limit-zero"), Chip.Weight.CAREFUL));
        }
        if (diagnosis.borrowingStopped()) {
            facts.add(new Chip(t("diagnosis.borrowing-stopped"), Chip.Weight.CAREFUL));
        }
        if (diagnosis.lateSince() != null) {
            facts.add(new Chip(t("diagnosis.late", Formats.date(diagnosis.lateSince())), Chip.Weight.CAREFUL));
        }
        if (facts.getComponentCount() == 0) {
            return;
        }
        var part = new Div(new H3(t("diagnosis.beside")), facts);
        part.addClassName("diagnosis-beside");
        guide.borrowing().ifPresent(line -> part.add(SentenceList.sentence(line)));
        add(part);
    }

    /** At a counter the person is about to be checked: there the sentences for everybody stay folded. */
    private void addSentences(LoginState state, CallGuide guide) {
        if (guide.toAnybody().isEmpty()) {
            return;
        }
        var sentences = new SentenceList(guide.toAnybody());
        var byPhone = state.ownContact()
                .filter(contact -> contact.channel().byPhone())
                .isPresent();
        var part = new NativeDetails(t("diagnosis.to-anybody"), sentences);
        part.addClassName("diagnosis-anybody");
        part.setOpen(byPhone);
        add(part);
    }
}
