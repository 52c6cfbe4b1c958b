package jp.madoguchi.card;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.ArrayList;
import java.util.Optional;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.NextStep;
import jp.madoguchi.approval.RequestWatch;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** The card in force, a report of its loss with what to say, another card in its place, the clearing, the ledger. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@StyleSheet("context://ui/care.css")
class CardPanel extends Div {

    private final Cards cards;
    private final CardOrders orders;
    private final LossClearings clearings;
    private final Approvals approvals;
    private final RequestWatch requests;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();
    private @Nullable MemberNo memberNo;

    CardPanel(
            Cards cards,
            CardOrders orders,
            LossClearings clearings,
            Approvals approvals,
            Announcements announcements,
            Work work) {
        this.cards = cards;
        this.orders = orders;
        this.clearings = clearings;
        this.approvals = approvals;
        this.requests = new RequestWatch(this, approvals, announcements, this::refresh);
        this.work = work;
        addClassNames("card", "care-card");
        content.addClassName("stack");
        add(new H2(t("card.tab")), messages, content);
        ScreenBus.subscribe(this, ScreenBus.ContactChanged.class, change -> refresh());
        ScreenBus.subscribe(this, ScreenBus.MemberChanged.class, change -> refresh());
    }

    CardPanel of(MemberNo member) {
        memberNo = member;
        refresh();
        return this;
    }

    private void refresh() {
        var member = memberNo;
        if (member != null) {
            work.read(messages, () -> cards.read(member), this::show);
        }
    }

    private void show(CardState state) {
        content.removeAll();
        content.add(facts(state));
        var loss = state.loss();
        if (loss != null) {
            addLoss(state, loss);
        }
        addLedger(state);
    }

    private static FactList facts(CardState state) {
        var card = state.current();
        if (card.isEmpty()) {
            return new FactList().fact(t("card.current"), t("card.none"));
        }
        var number = new Div(t("member.last4", card.get().last4()));
        number.addClassName("row");
        var loss = state.loss();
        if (loss != null && !loss.replaced()) {
            number.add(new Chip(t("card.stopped"), Chip.Weight.STOP));
        }
        return new FactList()
                .fact(t("card.current"), number)
                .fact(t("card.issued"), Formats.dateTime(card.get().issuedAt()));
    }

    private void addLoss(CardState state, CardLoss loss) {
        var say = new Paragraph(t(loss.replaced() ? "card.say.replaced" : "card.say.stopped", loss.reportNo()));
        say.addClassName("say");
        content.add(
                new H3(t("card.loss")),
                new FactList()
                        .fact(t("card.report"), loss.reportNo())
                        .fact(
                                t("card.reported"),
                                t(
                                        "card.reported.value",
                                        Formats.dateTime(loss.reportedAt()),
                                        code(
                                                "card_loss",
                                                "circumstance",
                                                loss.circumstance().name()),
                                        loss.takenInBy()))
                        .fact(t("card.lost"), t("member.last4", loss.last4()))
                        .fact(t("card.stops"), t("card.stops.value")),
                say);
        if (!loss.replaced()) {
            content.add(
                    new H3(t("card.order.title")),
                    new NextStep(approvals, work)
                            .show(
                                    state.replacing(),
                                    Optional.empty(),
                                    "card.order",
                                    () -> state.ownContact()
                                            .ifPresent(contact -> new OrderCardDialog(
                                                            orders, work, contact, state.memberNo())
                                                    .open())));
        }
        content.add(
                new H3(t("card.clear.title")),
                new NextStep(approvals, work)
                        .show(
                                state.clearing(),
                                requests.latest(
                                        state.ownContact(), Permission.LOCK_CLEAR, ClearLossWithSecondPerson.CODE),
                                "card.clear",
                                () -> state.ownContact()
                                        .ifPresent(contact -> new ClearLossDialog(
                                                        clearings, work, contact, state.memberNo(), loss)
                                                .open())));
    }

    private void addLedger(CardState state) {
        if (state.ledger().isEmpty()) {
            return;
        }
        var list = new UnorderedList();
        list.addClassName("timeline");
        state.ledger().forEach(entry -> list.add(new ListItem(line(entry))));
        content.add(new H3(t("card.ledger")), list);
    }

    private static String line(CardEntry entry) {
        var parts = new ArrayList<String>();
        parts.add(Formats.dateTime(entry.issuedAt()) + " → "
                + (entry.endedAt() == null ? t("card.ledger.now") : Formats.dateTime(entry.endedAt())));
        parts.add(t("member.last4", entry.last4()));
        if (entry.endReason() != null) {
            parts.add(code("card", "end_reason", entry.endReason()));
        }
        if (entry.orderedBy() != null) {
            parts.add(t("card.ledger.staff", entry.orderedBy()));
        }
        return String.join(t("list.separator"), parts);
    }

    static void changed() {
        ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.MemberChanged());
    }
}
