package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jp.madoguchi.ui.ContactAction;
import jp.madoguchi.ui.ElapsedTime;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Shortcut;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The contact in front, always in sight, with all that can be done with it; beside it the parked ones. */
@StyleSheet("context://ui/contact.css")
final class ContactBar extends Div {

    private static final String OPEN = "contact-open";

    private final ContactDesk desk;
    private final List<ContactAction> actions;

    ContactBar(ContactDesk desk, List<ContactAction> actions) {
        this.desk = desk;
        this.actions = actions.stream()
                .sorted(Comparator.comparingInt(ContactAction::order))
                .toList();
        addClassName("contact-bar");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", t("contact.ContactBar.label"));
        ScreenBus.subscribe(this, ScreenBus.ContactChanged.class, changed -> {
            refresh();
            keepFocus();
        });
        refresh();
    }

    private void refresh() {
        removeAll();
        Optional<OpenContact> front;
        List<OpenContact> parked;
        try {
            front = desk.front();
            parked = desk.parked();
            if (!parked.isEmpty()) {
                add(parked(parked, front.isEmpty()));
            }
        } catch (DataAccessException | TransactionException failure) {
            addNotRead();
            return;
        }
        setClassName(OPEN, front.isPresent());
        front.ifPresentOrElse(this::addContact, this::addOpen);
    }

    /** The button that was pressed is gone: whoever parked or closed by the keyboard goes on from here. */
    private void keepFocus() {
        if (!hasClassName(OPEN)) {
            getChildren()
                    .filter(Button.class::isInstance)
                    .map(Button.class::cast)
                    .findFirst()
                    .ifPresent(Button::focus);
        }
    }

    private void addNotRead() {
        removeAll();
        removeClassName(OPEN);
        add(new Span(t("contact.ContactBar.not-read")), new Button(t("contact.ContactBar.again"), click -> refresh()));
    }

    private void addOpen() {
        var open = new Button(t("contact.open"), click -> desk.open(null));
        open.addThemeVariants(ButtonVariant.PRIMARY);
        addComponentAsFirst(Shortcut.CONTACT_OPEN.on(open));
    }

    private void addContact(OpenContact contact) {
        var facts = new Div(first(contact), second(contact));
        facts.addClassName("contact-facts");
        var buttons = new Div();
        call(contact).ifPresent(buttons::add);
        actions.stream()
                .map(action -> action.create(contact.contactNo(), contact.channel(), contact.memberNo()))
                .flatMap(Optional::stream)
                .forEach(buttons::add);
        buttons.add(
                Shortcut.CONTACT_NOTE.on(
                        new Button(t("contact.note"), click -> desk.note(contact.contactNo(), () -> {}))),
                new Button(t("contact.complaint"), click -> desk.complaint(contact.contactNo())),
                new Button(t("contact.park"), click -> desk.park(contact)),
                Shortcut.CONTACT_CLOSE.on(new Button(t("contact.close"), click -> desk.close(contact))));
        buttons.addClassName("contact-buttons");
        addComponentAtIndex(0, facts);
        addComponentAtIndex(1, buttons);
    }

    /** The number to dial and what to say first, while it rings. */
    private Optional<Component> call(OpenContact contact) {
        if (contact.calledNumber() == null) {
            return Optional.empty();
        }
        var button = new Button(t("contact.call.dial", contact.calledNumber()));
        var words = new Popover(new CallWords(contact.memberName(), desk.company()));
        words.setTarget(button);
        words.setPosition(PopoverPosition.BOTTOM_END);
        words.setAriaLabel(t("contact.call.words"));
        return Optional.of(new Div(button, words));
    }

    private static Div first(OpenContact contact) {
        var line = new Div(
                ContactWords.channel(contact.channel()),
                Shortcut.CONTACT_FRONT.on(ContactWords.link(contact.contactNo())),
                new ElapsedTime(Duration.between(contact.openedAt(), contact.asOf())));
        line.addClassName("contact-line");
        return line;
    }

    private Div second(OpenContact contact) {
        var place = new Span(ContactWords.place(contact.placeName(), contact.machineName(), contact.booth()));
        place.addClassName("contact-place");
        var line = new Div(
                ContactWords.memberLink(contact.memberName(), contact.memberNo()),
                labelled(t("contact.check"), ContactWords.check(contact, ContactDesk::changed)),
                place);
        line.addClassName("contact-line");
        return line;
    }

    private static Span labelled(String words, Component fact) {
        var label = new Span(words);
        label.addClassName("contact-label");
        var pair = new Span(label, fact);
        pair.addClassName("contact-check");
        return pair;
    }

    private Div parked(List<OpenContact> parked, boolean mayResume) {
        var button = new Button(t("contact.parked.count", parked.size()));
        var popover = new Popover(new ParkedList(parked, mayResume, desk));
        popover.setTarget(button);
        popover.setPosition(mayResume ? PopoverPosition.BOTTOM_START : PopoverPosition.BOTTOM_END);
        popover.setModal(true);
        popover.setAutofocus(true);
        popover.setAriaLabel(t("contact.parked"));
        popover.addClassName("parked-popover");
        var part = new Div(button, popover);
        part.addClassName("contact-parked");
        return part;
    }
}
