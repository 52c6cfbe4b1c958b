package jp.madoguchi.card;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.policy.Verdict;
import jp.madoguchi.ui.ContactOpener;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;

/** The second click, lost or stolen; then the report number and what to say. */
@StyleSheet("context://ui/care.css")
final class StopCardDialog extends Dialog {

    private final CardStops stops;
    private final ContactOpener opener;
    private final Work work;
    private final MemberNo memberNo;
    private final OperationId operation = OperationId.make();
    private final MessagePanel messages = new MessagePanel();
    private final Div body = new Div();
    private final Button close = new Button(t("button.cancel"), click -> close());

    StopCardDialog(Cards cards, CardStops stops, ContactOpener opener, Work work, MemberNo memberNo) {
        this.stops = stops;
        this.opener = opener;
        this.work = work;
        this.memberNo = memberNo;
        setHeaderTitle(t("card.stop.title"));
        setWidth("36rem");
        addClassName("house-dialog");
        setCloseOnOutsideClick(false);
        body.addClassName("dialog-body");
        add(body, messages);
        getFooter().add(close);
        work.read(messages, () -> cards.read(memberNo), this::ask);
    }

    private void ask(CardState state) {
        var loss = state.loss();
        switch (state.stopping()) {
            case Verdict.Forbidden(var reason)
            when reason == Reason.CARD_ALREADY_STOPPED && loss != null ->
                showReport(new StoppedCard(loss.reportNo(), loss.reportedAt()));
            case Verdict.Forbidden forbidden -> showObstacle(forbidden);
            default -> state.ownContact().ifPresent(this::showChoice);
        }
    }

    private void showObstacle(Verdict.Forbidden forbidden) {
        body.add(new Paragraph(t(forbidden.what())), new Paragraph(t(forbidden.next())));
        if (forbidden.reason() == Reason.CONTACT_NEEDED) {
            var open = new Button(t("contact.open"), click -> {
                close();
                opener.open(memberNo);
            });
            open.addThemeVariants(ButtonVariant.PRIMARY);
            getFooter().add(open);
        }
    }

    private void showChoice(OpenContact contact) {
        body.add(new Paragraph(t("card.stop.who")), new Paragraph(t("card.stop.effect")));
        for (var circumstance : Circumstance.values()) {
            var stop = new Button(t("card.stop.as", code("card_loss", "circumstance", circumstance.name())));
            stop.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
            stop.setDisableOnClick(true);
            stop.addClickListener(click -> {
                work.write(
                        messages,
                        operation,
                        () -> stops.stop(operation, contact.contactNo(), memberNo, circumstance),
                        this::done,
                        this::changed);
                stop.setEnabled(true);
            });
            getFooter().add(stop);
        }
    }

    private void done(StoppedCard stopped) {
        getFooter().removeAll();
        getFooter().add(close);
        showReport(stopped);
        changed();
    }

    private void showReport(StoppedCard stopped) {
        body.removeAll();
        var number = new Span(stopped.reportNo());
        number.addClassNames("report-no", "mono");
        var label = new Span(t("card.report"));
        var report = new Div(label, number);
        report.addClassName("report");
        report.getElement().setAttribute("role", "status");
        var say = new Paragraph(t("card.say.stopped", stopped.reportNo()));
        say.addClassName("say");
        body.add(report, say);
        close.setText(t("button.close"));
        close.focus();
    }

    private void changed() {
        ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.MemberChanged());
    }
}
