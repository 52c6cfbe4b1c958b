package jp.madoguchi.auditdesk;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.auditdesk.InsiderSigns.Sign;
import jp.madoguchi.auditdesk.InsiderSigns.Verdict;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.FreeWords;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.WordsArea;
import jp.madoguchi.ui.Work;

/** The daily list of looks that the work does not explain, each with the way to its entries and the supervisor's finding. */
@Route("audit/insider")
@RolesAllowed(Permission.AUDIT_READ)
@StyleSheet("context://ui/audit.css")
class InsiderView extends Div implements HasDynamicTitle {

    private final InsiderSigns signs;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div list = new Div();

    InsiderView(InsiderSigns signs, Work work) {
        this.signs = signs;
        this.work = work;
        addClassName("page");
        list.addClassNames("cards", "audit-signs");
        var title = new H1(t("auditdesk.insider.title"));
        title.addClassName("page-title");
        var explain = new Paragraph(t("auditdesk.insider.explain"));
        explain.addClassName("muted");
        add(title, explain, messages, list);
        refresh();
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("auditdesk.insider.title"));
    }

    private void refresh() {
        work.read(messages, signs::list, this::show);
    }

    private void show(List<Sign> found) {
        list.removeAll();
        if (found.isEmpty()) {
            var none = new Paragraph(t("auditdesk.insider.none"));
            none.addClassName("empty");
            list.add(none);
        }
        found.forEach(sign -> list.add(card(sign)));
    }

    private Component card(Sign sign) {
        var head = new Div(
                new H2(TrailWords.person(sign.staffName(), sign.staffNo().value())),
                new Chip(
                        code("insider_sign", "kind", sign.kind()),
                        sign.verdict() == null ? Chip.Weight.CAREFUL : Chip.Weight.PLAIN));
        head.addClassNames("row", "card-title");
        var facts = new FactList()
                .fact(t("auditdesk.insider.day"), Formats.date(sign.day()))
                .fact(t("auditdesk.insider.place"), sign.placeName())
                .fact(
                        t("auditdesk.insider.number"),
                        t(
                                "auditdesk.insider.number.value",
                                sign.number(),
                                Formats.time(sign.firstAt()),
                                Formats.time(sign.lastAt())))
                .fact(
                        t("auditdesk.insider.entries"),
                        new Anchor("audit/trail?" + entries(sign).query(), t("auditdesk.export.look")));
        var card = new Div(head, facts);
        card.addClassNames("card", "stack");
        var verdict = sign.verdict();
        if (verdict == null) {
            card.add(form(sign));
        } else {
            facts.fact(t("auditdesk.insider.finding"), code("insider_sign", "finding", verdict))
                    .fact(t("auditdesk.insider.note"), String.valueOf(sign.note()))
                    .fact(t("auditdesk.insider.judge"), String.valueOf(sign.judgeName()));
        }
        return card;
    }

    private static TrailFilter entries(Sign sign) {
        return new TrailFilter(null, sign.staffNo(), AuditAction.MEMBER_OPENED, null, null, sign.day(), sign.day());
    }

    private Component form(Sign sign) {
        var id = OperationId.make();
        var told = new MessagePanel();
        var finding = new Select<Verdict>();
        finding.setLabel(t("auditdesk.insider.finding"));
        finding.setItems(Verdict.values());
        finding.setItemLabelGenerator(value -> code("insider_sign", "finding", value.name()));
        var note = new WordsArea(t("auditdesk.insider.note"));
        note.setMaxLength(InsiderSigns.NOTE);
        note.setWidthFull();
        var form = new Div();
        form.addClassName("stack");
        var save = new Button(t("auditdesk.insider.save"), click -> {
            finding.setInvalid(finding.getValue() == null);
            finding.setErrorMessage(t("auditdesk.insider.finding.choose"));
            if (!finding.isInvalid()) {
                FreeWords.settle(
                        form,
                        () -> work.write(
                                told,
                                id,
                                () -> signs.judge(id, sign.id(), finding.getValue(), note.getValue()),
                                done -> refresh(),
                                this::refresh));
            }
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        form.add(finding, note, told, save);
        return form;
    }
}
