package jp.madoguchi.auditdesk;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.auditdesk.TrailExports.Export;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.MadeFile;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** Exports of the trail: what waits for a second person, and what the reader asked for. */
@Route("audit/exports")
@RolesAllowed(Permission.AUDIT_READ)
@StyleSheet("context://ui/audit.css")
class TrailExportsView extends Div implements HasDynamicTitle {

    private final TrailExports exports;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div list = new Div();

    TrailExportsView(TrailExports exports, Announcements announcements, Work work) {
        this.exports = exports;
        this.work = work;
        addClassName("page");
        list.addClassName("stack");
        list.getElement().setAttribute("aria-live", "polite");
        var title = new H1(t("auditdesk.export.title"));
        title.addClassName("page-title");
        var explain = new Paragraph(t("auditdesk.export.explain"));
        explain.addClassName("muted");
        add(title, explain, messages, list);
        Live.refresh(this, listener -> announcements.listen(Announcements.Kind.AUDIT, listener), this::refresh);
        refresh();
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("auditdesk.export.title"));
    }

    private void refresh() {
        work.read(messages, exports::list, this::show);
    }

    private void show(List<Export> found) {
        list.removeAll();
        if (found.isEmpty()) {
            var none = new Paragraph(t("auditdesk.export.none"));
            none.addClassName("empty");
            list.add(none);
        }
        found.forEach(export -> list.add(card(export)));
    }

    private Component card(Export export) {
        var head = new Div(
                new H2(t("auditdesk.export.by", export.makerName(), Formats.dateTime(export.madeAt()))), state(export));
        head.addClassNames("row", "card-title");
        var facts = new FactList()
                .fact(t("auditdesk.export.reason"), export.reason())
                .fact(
                        t("auditdesk.export.filter"),
                        new Anchor("audit/trail?" + export.filter(), t("auditdesk.export.look")))
                .fact(t("auditdesk.export.expires"), Formats.dateTime(export.expiresAt()));
        if (export.checkerName() != null) {
            facts.fact(t("auditdesk.export.checker"), export.checkerName());
        }
        if (export.takenAt() != null) {
            facts.fact(
                    t("auditdesk.export.taken"),
                    t(
                            "auditdesk.export.taken.value",
                            Formats.dateTime(export.takenAt()),
                            String.valueOf(export.entries())));
        }
        var card = new Div(head, facts);
        card.addClassNames("card", "stack");
        if (export.isToDecide()) {
            card.add(decision(export.ref()));
        }
        if (export.isToTake()) {
            card.add(file(export.ref()));
        }
        return card;
    }

    private static Chip state(Export export) {
        if (export.takenAt() != null) {
            return new Chip(t("auditdesk.export.state.TAKEN"), Chip.Weight.PLAIN);
        }
        if ("REFUSED".equals(export.decision())) {
            return new Chip(t("auditdesk.export.state.REFUSED"), Chip.Weight.STOP);
        }
        if (!export.open()) {
            return new Chip(t("auditdesk.export.state.EXPIRED"), Chip.Weight.PLAIN);
        }
        return export.decision() == null
                ? new Chip(t("auditdesk.export.state.WAITING"), Chip.Weight.CAREFUL)
                : new Chip(t("auditdesk.export.state.APPROVED"), Chip.Weight.GOOD);
    }

    private Component decision(UUID ref) {
        var id = OperationId.make();
        var agree = new Button(t("approval.approve"), click -> decide(id, ref, true));
        agree.addThemeVariants(ButtonVariant.PRIMARY);
        var buttons = new Div(agree, new Button(t("approval.refuse"), click -> decide(id, ref, false)));
        buttons.addClassName("row");
        return buttons;
    }

    private void decide(OperationId id, UUID ref, boolean agreed) {
        work.write(messages, id, () -> exports.decide(id, ref, agreed), done -> refresh(), this::refresh);
    }

    /** The click asks whether the second factor is fresh; the file comes after it, once. */
    private Component file(UUID ref) {
        var take = new Button(t("auditdesk.export.take"));
        take.addThemeVariants(ButtonVariant.PRIMARY);
        var ui = UI.getCurrent();
        return MadeFile.behind(take, work, messages, () -> exports.ready(ref), () -> {
            var bytes = exports.take(ref);
            var _ = ui.access(this::refresh);
            return MadeFile.csv("trail-" + ref, bytes);
        });
    }
}
