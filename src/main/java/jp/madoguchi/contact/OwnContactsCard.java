package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.ui.ElapsedTime;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;

/** The person's contacts of today on the home view: in front, parked, closed. */
@org.springframework.stereotype.Component
class OwnContactsCard implements HomeCard {

    private final ContactDesk desk;
    private final ContactRecords records;
    private final Work work;

    OwnContactsCard(ContactDesk desk, ContactRecords records, Work work) {
        this.desk = desk;
        this.records = records;
        this.work = work;
    }

    @Override
    public int order() {
        return 10;
    }

    /** What a reviewer works on comes from the queues. */
    @Override
    public int order(StaffMember staff) {
        return staff.may(Permission.INCOME_DECIDE) ? 20 : order();
    }

    @Override
    public boolean isFor(StaffMember staff) {
        return staff.may(Permission.CONTACT_WRITE);
    }

    /** The first reading may fail: the home view says so in the place of the card. */
    @Override
    public Component create() {
        return new Card(read());
    }

    private record Today(Optional<OpenContact> front, List<OpenContact> parked, ContactRecords.Closed closed) {}

    private Today read() {
        var own = desk.own();
        return new Today(
                own.stream().filter(contact -> contact.parkedAt() == null).findFirst(),
                own.stream().filter(contact -> contact.parkedAt() != null).toList(),
                records.closedToday());
    }

    private final class Card extends Section {

        private final MessagePanel messages = new MessagePanel();
        private final Div content = new Div();

        Card(Today today) {
            addClassNames("card", "own-contacts");
            var title = new H2(t("contact.OwnContactsCard.title"));
            title.addClassName("card-title");
            add(title, messages, content);
            show(today);
            ScreenBus.subscribe(
                    this, ScreenBus.ContactChanged.class, changed -> work.read(messages, () -> read(), this::show));
        }

        private void show(Today today) {
            content.removeAll();
            content.add(new H3(t("contact.OwnContactsCard.front")));
            today.front()
                    .ifPresentOrElse(contact -> content.add(front(contact)), () -> content.add(nothing("no-front")));
            content.add(
                    new H3(t("contact.OwnContactsCard.parked", today.parked().size())));
            content.add(
                    today.parked().isEmpty()
                            ? nothing("no-parked")
                            : new ParkedList(today.parked(), today.front().isEmpty(), desk));
            content.add(
                    new H3(t("contact.OwnContactsCard.closed", today.closed().count())));
            content.add(today.closed().latest().isEmpty() ? nothing("no-closed") : closed(today.closed()));
        }

        private static Paragraph nothing(String key) {
            var nothing = new Paragraph(t("contact.OwnContactsCard." + key));
            nothing.addClassName("muted");
            return nothing;
        }

        private static Div front(OpenContact contact) {
            var line = new Div(
                    ContactWords.channel(contact.channel()),
                    ContactWords.link(contact.contactNo()),
                    ContactWords.memberLink(contact.memberName(), contact.memberNo()),
                    new ElapsedTime(Duration.between(contact.openedAt(), contact.asOf())));
            line.addClassName("contact-line");
            return line;
        }

        private static UnorderedList closed(ContactRecords.Closed closed) {
            var list = new UnorderedList();
            closed.latest().forEach(contact -> {
                var time = new Span(Formats.time(contact.closedAt()));
                time.addClassName("clock");
                var line = new ListItem(
                        time,
                        ContactWords.channel(contact.channel()),
                        ContactWords.link(contact.contactNo()),
                        ContactWords.memberLink(contact.memberName(), contact.memberNo()),
                        new Span(code("contact", "outcome", contact.outcome().name())));
                line.addClassName("contact-line");
                list.add(line);
            });
            return list;
        }
    }
}
