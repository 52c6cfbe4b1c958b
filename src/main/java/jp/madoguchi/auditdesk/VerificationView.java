package jp.madoguchi.auditdesk;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import jp.madoguchi.audit.Finding;
import jp.madoguchi.audit.TrailVerification;
import jp.madoguchi.audit.Verification;
import jp.madoguchi.core.Permission;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** Verifies the chains of the trail on demand. */
@Route("audit/verification")
@RolesAllowed(Permission.AUDIT_READ)
class VerificationView extends Div implements HasDynamicTitle {

    private final MessagePanel messages = new MessagePanel();
    private final Div result = new Div();

    VerificationView(TrailVerification trail, Work work) {
        addClassName("page");
        result.getElement().setAttribute("role", "status");
        var title = new H1(t("auditdesk.title"));
        title.addClassName("page-title");
        var verify = new Button(t("auditdesk.verify"));
        verify.addThemeVariants(ButtonVariant.PRIMARY);
        verify.setDisableOnClick(true);
        verify.addClickListener(click -> {
            work.read(messages, trail::verify, this::show);
            verify.setEnabled(true);
        });
        add(title, new Paragraph(t("auditdesk.explain")), verify, messages, result);
    }

    @Override
    public String getPageTitle() {
        return t("auditdesk.title");
    }

    private void show(Verification verification) {
        result.removeAll();
        result.setClassName("card");
        var whole = verification.isWhole();
        var head = new Div(
                new H2(t(whole ? "auditdesk.whole" : "auditdesk.damaged")),
                new Chip(
                        t(whole ? "auditdesk.whole.chip" : "auditdesk.damaged.chip"),
                        whole ? Chip.Weight.GOOD : Chip.Weight.STOP));
        head.addClassNames("row", "card-title");
        result.add(
                head,
                new FactList()
                        .fact(t("auditdesk.at"), Formats.dateTimeSeconds(verification.at()))
                        .fact(t("auditdesk.entries"), "%,d".formatted(verification.entries()))
                        .fact(
                                t("auditdesk.anchors"),
                                verification.anchors() == 0
                                        ? t("auditdesk.anchors.none")
                                        : "%,d".formatted(verification.anchors()))
                        .fact(
                                t("auditdesk.took"),
                                t("auditdesk.took.value", verification.took().toMillis())));
        if (!whole) {
            var list = new UnorderedList();
            verification
                    .findings()
                    .forEach(finding -> list.add(new ListItem(t(
                            "auditdesk.finding",
                            finding.chain() == Finding.NO_CHAIN
                                    ? t("auditdesk.finding.anchor", finding.seq())
                                    : finding.from() == finding.seq()
                                            ? t("auditdesk.finding.one", finding.chain(), finding.seq())
                                            : t(
                                                    "auditdesk.finding.span",
                                                    finding.chain(),
                                                    finding.from(),
                                                    finding.seq()),
                            t("auditdesk.fault." + finding.fault())))));
            result.add(list, new Paragraph(t("auditdesk.damaged.next")));
        }
    }
}
