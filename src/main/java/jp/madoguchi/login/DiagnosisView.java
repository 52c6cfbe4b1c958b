package jp.madoguchi.login;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import jp.madoguchi.core.Permission;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;

/** "I cannot log in", from somebody who is not found: what stops everybody, what may be said, and the ID that they type. */
@Route("diagnosis")
@RolesAllowed(Permission.CONTACT_WRITE)
@StyleSheet("context://ui/guide.css")
class DiagnosisView extends Div implements HasDynamicTitle {

    private final LoginIds ids;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div left = new Div();

    DiagnosisView(LoginIds ids, LoginIdCard card, Work work) {
        this.ids = ids;
        this.work = work;
        addClassNames("page", "diagnosis-view");
        var title = new H1(t("diagnosis.view.title"));
        title.addClassName("page-title");
        left.addClassName("stack");
        var right = new Div(card);
        right.addClassName("stack");
        var columns = new Div(left, right);
        columns.addClassName("columns");
        add(title, messages, columns);
        ScreenBus.subscribe(this, ScreenBus.ContactChanged.class, change -> refresh());
        refresh();
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("diagnosis.view.title"));
    }

    private void refresh() {
        work.read(messages, ids::service, this::show);
    }

    private void show(ServiceState state) {
        left.removeAll();
        var service = card("diagnosis.view.service");
        if (state.findings().isEmpty()) {
            service.add(new Chip(t("diagnosis.view.open"), Chip.Weight.GOOD));
        }
        state.findings().forEach(finding -> {
            var fact = new Div(
                    new Chip(t("diagnosis.cause." + finding.cause()), FindingWords.weight(finding)),
                    new Span(FindingWords.fact(finding)));
            fact.addClassNames("row", "finding-cause");
            service.add(fact);
        });
        var sentences = card("diagnosis.to-anybody");
        sentences.add(new SentenceList(state.toAnybody()), new Paragraph(t("diagnosis.view.after")));
        left.add(service, sentences);
    }

    private static Section card(String titleKey) {
        var title = new H2(t(titleKey));
        title.addClassName("card-title");
        var card = new Section(title);
        card.addClassName("card");
        return card;
    }
}
