package jp.madoguchi.message;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import jp.madoguchi.core.Permission;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** The outbox (送信箱): how it stands, what was given up, in which words members are told; in the demo, what arrived. */
@Route("outbox")
@RolesAllowed(Permission.STAFF_ADMIN)
@StyleSheet("context://ui/message.css")
class OutboxView extends Div implements HasDynamicTitle {

    private final DeadLetters letters;
    private final ReceivedMessages received;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div counts = new Div();
    private final Div dead = new Div();
    private final Div arrived = new Div();

    OutboxView(DeadLetters letters, MessageTexts texts, ReceivedMessages received, Work work) {
        this.letters = letters;
        this.received = received;
        this.work = work;
        addClassName("page");
        var title = new H1(t("message.outbox.title"));
        title.addClassName("page-title");
        var head = new Div(title, new Button(t("message.outbox.refresh"), click -> read()));
        head.addClassName("page-head");
        counts.addClassName("card");
        counts.getElement().setAttribute("role", "status");
        var columns = new Div(counts, new TemplateCard(texts, work));
        columns.addClassName("columns");
        add(head, messages, columns, dead, arrived);
        read();
    }

    @Override
    public String getPageTitle() {
        return t("message.outbox.title");
    }

    private void read() {
        work.read(messages, letters::counts, this::show);
        readDead();
        if (received.isDemo()) {
            work.read(messages, received::latest, latest -> {
                arrived.removeAll();
                arrived.add(new ReceivedCard(latest));
            });
        }
    }

    private void readDead() {
        work.read(messages, letters::latest, latest -> {
            dead.removeAll();
            dead.add(new DeadLetterCard(latest, letters, work, this::read));
        });
    }

    private void show(OutboxCounts now) {
        counts.removeAll();
        var oldest = now.oldestDue();
        counts.add(
                new H2(t("message.counts")),
                new FactList()
                        .fact(t("message.counts.due"), t("message.counts.value", now.due()))
                        .fact(
                                t("message.counts.oldest"),
                                oldest == null ? t("message.counts.none") : Formats.dateTimeSeconds(oldest))
                        .fact(t("message.counts.sent"), t("message.counts.value", now.sentInADay()))
                        .fact(t("message.counts.withheld"), t("message.counts.value", now.withheld()))
                        .fact(t("message.counts.dead"), t("message.counts.value", now.dead())));
    }
}
