package jp.madoguchi.limit;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.lending.FindingList;
import jp.madoguchi.limit.LimitFigures.Decided;
import jp.madoguchi.review.DeskColumns;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Refs;
import jp.madoguchi.ui.Work;

/** One decision as it was seen when it was made; nothing on it can be changed. */
@Route("limit/decided/:decision")
@RolesAllowed({Permission.LIMIT_DECIDE, LimitFigures.SECOND})
@StyleSheet("context://ui/review-desk.css")
@StyleSheet("context://ui/limit.css")
class LimitDecisionView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    static final String DECISION = "decision";

    private final LimitFigures figures;
    private final LimitOffers offers;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();

    LimitDecisionView(LimitFigures figures, LimitOffers offers, Work work) {
        this.figures = figures;
        this.offers = offers;
        this.work = work;
        addClassName("page");
        content.addClassName("stack");
        var title = new H1(t("limit.decision.title"));
        title.addClassName("page-title");
        var head = new Div(title, new RouterLink(t("limit.figures.title"), LimitFiguresView.class));
        head.addClassName("page-head");
        add(head, messages, content);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var decision = Refs.in(event, DECISION);
        if (decision.isEmpty()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        read(decision.get());
    }

    void read(UUID decision) {
        work.read(
                messages,
                () -> figures.open(decision),
                found -> found.ifPresentOrElse(this::show, () -> content.add(new Paragraph(t("limit.decision.none")))));
    }

    private void show(Decided decided) {
        content.removeAll();
        content.add(new DeskColumns(
                new FindingList(decided.judgement().findings(), finding -> Optional.empty()), facts(decided)));
    }

    /** Until the member accepts, a reviewer may take the offer back; afterwards there is only a new decision. */
    private Button withdrawal(Decided decided, UUID offer) {
        var button = new Button(t("limit.tab.offer.withdraw"));
        button.setDisableOnClick(true);
        button.addClickListener(click -> {
            var id = OperationId.make();
            work.write(
                    messages,
                    id,
                    () -> {
                        offers.withdraw(id, decided.memberNo(), offer);
                        return id;
                    },
                    done -> read(decided.line().decision()),
                    () -> read(decided.line().decision()));
            button.setEnabled(true);
        });
        return button;
    }

    private Div facts(Decided decided) {
        var line = decided.line();
        var list = new FactList()
                .fact(
                        t("limit.case.kind"),
                        code("limit_request", "kind", line.kind().name()))
                .fact(t("limit.column.received"), Formats.dateTime(line.receivedAt()))
                .fact(t("limit.column.asked"), Formats.yen(line.asked()))
                .fact(t("limit.decided.at"), Formats.dateTime(line.decidedAt()))
                .fact(t("limit.decided.outcome"), LimitDecidedView.outcome(line))
                .fact(t("limit.tab.by"), line.reviewer());
        if (!line.reasons().isEmpty()) {
            list.fact(t("limit.cut.reason"), LimitDecidedView.reasons(line));
        }
        var heldUntil = decided.heldUntil();
        if (heldUntil != null) {
            list.fact(t("limit.form.until"), Formats.date(heldUntil));
        }
        if (decided.checker() != null) {
            list.fact(t("limit.decision.second"), decided.checker());
        }
        if (decided.note() != null) {
            list.fact(t("limit.form.note"), decided.note());
        }
        if (decided.fate() != null) {
            list.fact(t("limit.decision.fate"), code("limit_offer", "end_reason", decided.fate()));
        }
        var validUntil = decided.validUntil();
        if (validUntil != null) {
            list.fact(t("limit.decision.fate"), t("limit.decision.waits", Formats.dateTime(validUntil)));
        }
        list.fact(t("limit.decision.largest"), Formats.yen(decided.judgement().largestLimit()));
        var title = new H2(t("limit.decision.facts"));
        title.addClassName("card-title");
        var card = new Div(title, list);
        card.addClassNames("card", "stack");
        var offer = decided.offer();
        if (offer != null && CurrentStaff.get().may(Permission.LIMIT_DECIDE)) {
            card.add(withdrawal(decided, offer));
        }
        return card;
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("limit.decision.title"));
    }
}
