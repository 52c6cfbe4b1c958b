package jp.madoguchi.message;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import java.util.ArrayList;
import java.util.List;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.LiveCard;
import jp.madoguchi.ui.Work;

/** How the messages to members stand, on the home of those who see to them: what was given up is loud. */
@org.springframework.stereotype.Component
class OutboxCard implements HomeCard {

    private final DeadLetters letters;
    private final Announcements announcements;
    private final Work work;

    OutboxCard(DeadLetters letters, Announcements announcements, Work work) {
        this.letters = letters;
        this.announcements = announcements;
        this.work = work;
    }

    @Override
    public int order() {
        return 9;
    }

    @Override
    public boolean isFor(StaffMember staff) {
        return staff.may(Permission.STAFF_ADMIN);
    }

    /** Nothing announces a message; the card is read again with the news that comes to every tab. */
    @Override
    public Component create() {
        return new LiveCard<>(
                        t("message.card"),
                        t("message.card.none"),
                        work,
                        () -> List.of(letters.counts()),
                        OutboxCard::lines)
                .on(announcements, Announcements.Kind.NOTICE);
    }

    private static List<Component> lines(List<OutboxCounts> found) {
        var counts = found.getFirst();
        var lines = new ArrayList<Component>();
        var dead = new Div(new Span(t("message.card.dead")));
        dead.add(new Chip(
                t("message.card.count", counts.dead()), counts.dead() == 0 ? Chip.Weight.GOOD : Chip.Weight.STOP));
        dead.addClassName("row");
        lines.add(dead);
        var due = new Div(new Span(t("message.card.due")), new Span(t("message.card.count", counts.due())));
        if (counts.oldestDue() != null) {
            var since = new Span(t("message.card.since", Formats.dateTime(counts.oldestDue())));
            since.addClassName("muted");
            due.add(since);
        }
        due.addClassName("row");
        lines.add(due);
        lines.add(new RouterLink(t("message.card.go"), OutboxView.class));
        return lines;
    }
}
