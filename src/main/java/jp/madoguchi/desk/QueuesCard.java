package jp.madoguchi.desk;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.LiveCard;
import jp.madoguchi.ui.Work;

/** The queues of a reviewer: how many, since when, and the way in. */
@org.springframework.stereotype.Component
class QueuesCard implements HomeCard {

    private final DeskQueues queues;
    private final Announcements announcements;
    private final Work work;

    QueuesCard(DeskQueues queues, Announcements announcements, Work work) {
        this.queues = queues;
        this.announcements = announcements;
        this.work = work;
    }

    @Override
    public int order() {
        return 6;
    }

    @Override
    public boolean isFor(StaffMember staff) {
        return staff.may(Permission.INCOME_DECIDE) || staff.may(Permission.LIMIT_DECIDE);
    }

    @Override
    public Component create() {
        var card = new LiveCard<>(
                t("desk.queues"),
                t("desk.nothing"),
                work,
                queues::waiting,
                lines -> lines.stream().map(QueuesCard::line).toList());
        Live.refresh(card, listener -> announcements.listen(Announcements.Kind.LIMIT, listener), card::refresh);
        Live.refresh(card, listener -> announcements.listen(Announcements.Kind.PERIODIC, listener), card::refresh);
        return card.on(announcements, Announcements.Kind.INCOME);
    }

    private static Div line(DeskQueues.Line queue) {
        var link = new Anchor(queue.queue().address(), t("desk.queue." + queue.queue()));
        link.getElement().setAttribute("router-link", true);
        var number = new Span(t("desk.queue.waiting", queue.waiting()));
        number.addClassName("queue-number");
        var line = new Div(link, number);
        if (queue.since() != null) {
            var since = new Span(t("desk.queue.since", Formats.dateTime(queue.since())));
            since.addClassName("muted");
            line.add(since);
        }
        if (queue.late() != null && queue.late() > 0) {
            line.add(new Chip(t("desk.queue.late", queue.late()), Chip.Weight.STOP));
        }
        line.addClassName("contact-line");
        return line;
    }
}
