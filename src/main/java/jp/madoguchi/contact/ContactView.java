package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** One contact of the own place with all that was said and done in it; to be read, and added to while it is one's own. */
@Route("contacts/:contactNo")
@RolesAllowed(Permission.CONTACT_WRITE)
@StyleSheet("context://ui/contact.css")
class ContactView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    /** What changed nothing stands back in the list. */
    private static final Set<String> READINGS = Set.of(
            "CAUTIONS_READ",
            "COMPLAINTS_READ",
            "MEMBERS_SEARCHED",
            "MEMBER_OPENED",
            "LOGIN_STATE_READ",
            "LOGIN_ID_LOOKED_UP",
            "HISTORY_READ",
            "APPROVAL_READ");

    private final ContactRecords records;
    private final ContactDesk desk;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();
    private @Nullable ContactNo contactNo;

    ContactView(ContactRecords records, ContactDesk desk, Work work) {
        this.records = records;
        this.desk = desk;
        this.work = work;
        addClassNames("page", "contact-view");
        content.addClassName("stack");
        add(messages, content);
        ScreenBus.subscribe(this, ScreenBus.ContactChanged.class, changed -> refresh());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var number = event.getRouteParameters().get("contactNo").orElse("");
        if (!ContactNo.isValid(number)) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        contactNo = new ContactNo(number);
        work.read(
                messages,
                () -> records.read(new ContactNo(number)),
                found -> found.ifPresentOrElse(this::show, () -> event.rerouteToError(NotFoundException.class)));
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("contact.ContactView.title", contactNo == null ? "" : contactNo));
    }

    private void refresh() {
        var shown = contactNo;
        if (shown != null) {
            work.read(messages, () -> records.read(shown), found -> found.ifPresent(this::show));
        }
    }

    private void show(ContactRecord contact) {
        content.removeAll();
        content.add(header(contact), facts(contact), notes(contact), acts(contact));
    }

    private Component header(ContactRecord contact) {
        var title = new H1(t("contact.ContactView.title", contact.contactNo()));
        title.addClassName("page-title");
        var header = new Div(title, state(contact));
        header.addClassName("row");
        if (contact.mine()) {
            header.add(new Button(
                    t("contact.ContactView.add-note"), click -> desk.note(contact.contactNo(), this::refresh)));
        } else if (contact.closedAt() != null) {
            header.add(new Button(t("contact.addendum"), click -> desk.addendum(contact.contactNo(), this::refresh)));
        }
        return header;
    }

    private static Chip state(ContactRecord contact) {
        if (contact.closedAt() != null) {
            return new Chip(t("contact.state.closed"), Chip.Weight.PLAIN);
        }
        return contact.parkedAt() != null
                ? new Chip(t("contact.state.parked"), Chip.Weight.CAREFUL)
                : new Chip(t("contact.state.open"), Chip.Weight.GOOD);
    }

    private static Section card(String title) {
        var heading = new H2(title);
        heading.addClassName("card-title");
        var card = new Section(heading);
        card.addClassName("card");
        return card;
    }

    private static Component facts(ContactRecord contact) {
        var facts = new FactList()
                .fact(t("contact.channel"), ContactWords.channel(contact.channel()))
                .fact(
                        t("contact.place"),
                        ContactWords.place(contact.placeName(), contact.machineName(), contact.booth()))
                .fact(t("contact.staff"), contact.staffName())
                .fact(t("contact.member"), ContactWords.memberLink(contact.memberName(), contact.memberNo()))
                .fact(t("contact.opened-at"), Formats.dateTimeSeconds(contact.openedAt()));
        if (contact.callerNumber() != null) {
            facts.fact(
                    t(contact.channel() == Channel.PHONE_OUT ? "contact.called-number" : "contact.caller-number"),
                    t("contact.last-four", contact.callerNumber()));
        }
        var recording = contact.recordingNo();
        if (recording != null) {
            facts.fact(t("contact.recording"), recording);
        }
        if (contact.closedAt() != null) {
            facts.fact(t("contact.closed-at"), Formats.dateTimeSeconds(contact.closedAt()));
        }
        label(contact.callPurpose(), "call_purpose").ifPresent(words -> facts.fact(t("contact.call.purpose"), words));
        label(contact.callReason(), "call_reason").ifPresent(words -> facts.fact(t("contact.call.reason"), words));
        label(contact.category(), "category").ifPresent(words -> facts.fact(t("contact.category"), words));
        label(contact.cause(), "cause").ifPresent(words -> facts.fact(t("contact.cause"), words));
        label(contact.outcome(), "outcome").ifPresent(words -> facts.fact(t("contact.outcome"), words));
        var promise = contact.promise();
        if (promise != null) {
            facts.fact(t("contact.promise"), promise.words());
        }
        var callBack = contact.callBackAt();
        if (callBack != null) {
            facts.fact(t("contact.call-back.title"), Formats.dateTime(callBack));
        }
        var card = new Div(facts);
        card.addClassName("card");
        return card;
    }

    private static Optional<String> label(@Nullable Enum<?> code, String column) {
        return code == null ? Optional.empty() : Optional.of(code("contact", column, code.name()));
    }

    private static Section notes(ContactRecord contact) {
        var section = card(t("contact.ContactView.notes"));
        contact.notes().stream().filter(note -> !note.addendum()).forEach(note -> section.add(note(note)));
        if (contact.closingNote() != null && contact.closedAt() != null) {
            section.add(note(
                    Formats.dateTime(contact.closedAt()),
                    t("contact.ContactView.at-closing", contact.staffName()),
                    contact.closingNote()));
        }
        contact.notes().stream().filter(ContactLine.Note::addendum).forEach(note -> section.add(note(note)));
        if (section.getComponentCount() == 1) {
            var none = new Paragraph(t("contact.ContactView.no-notes"));
            none.addClassName("muted");
            section.add(none);
        }
        return section;
    }

    private static Div note(ContactLine.Note note) {
        var writer = note.addendum() ? t("contact.addendum.by", note.staffName()) : note.staffName();
        return note(Formats.dateTime(note.at()), writer, note.text());
    }

    private static Div note(String time, String writer, String words) {
        var head = new Div(new Span(time), new Span(writer));
        head.addClassName("note-head");
        var text = new Div(words);
        text.addClassName("note-text");
        var note = new Div(head, text);
        note.addClassName("note");
        return note;
    }

    private static Section acts(ContactRecord contact) {
        var list = new OrderedList();
        list.addClassName("acts");
        contact.acts().forEach(act -> list.add(line(act)));
        var section = card(t("contact.ContactView.acts"));
        section.add(list);
        return section;
    }

    private static ListItem line(ContactRecord.Act act) {
        var time = new Span(Formats.dateTimeSeconds(act.at()));
        time.addClassName("clock");
        var line = new ListItem(time, new Span(code("audit_entry", "action", act.action())));
        if (act.refused()) {
            line.add(new Chip(t("contact.ContactView.refused"), Chip.Weight.STOP));
        }
        reason(act).ifPresent(words -> {
            var reason = new Span(words);
            reason.addClassName("act-reason");
            line.add(reason);
        });
        if (act.staffName() != null) {
            var who = new Span(act.staffName());
            who.addClassName("act-staff");
            line.add(who);
        }
        line.addClassNames("act", READINGS.contains(act.action()) ? "act-reading" : "act-change");
        return line;
    }

    /** Codes of reasons belong to what was done; those without words of their own are left out. */
    private static Optional<String> reason(ContactRecord.Act act) {
        var code = act.reason();
        if (code == null) {
            return Optional.empty();
        }
        if (act.refused()) {
            return Optional.of(
                    Arrays.stream(Reason.values())
                                    .anyMatch(reason -> reason.name().equals(code))
                            ? t("policy." + code)
                            : t("message.code", code));
        }
        return switch (act.action()) {
            case "CONTACT_CLOSED" -> Optional.of(code("contact", "outcome", code));
            case "CAUTION_RECORDED" -> Optional.of(CautionKind.valueOf(code).words());
            case "CAUTION_ENDED" -> Optional.of(code("contact_restriction", "end_reason", code));
            case "COMPLAINT_RAISED" -> Optional.of(code("complaint", "about", code));
            case "COMPLAINT_ENDED" -> Optional.of(code("complaint", "outcome", code));
            case "LOCK_CLEARED" -> Optional.of(code("login_lock", "clear_reason", code));
            case "IDENTITY_CHECKED" -> Optional.of(code("identity_check", "fail_reason", code));
            case "CARD_STOPPED" -> Optional.of(code("card_loss", "circumstance", code));
            case "RESET_REQUESTED" -> Optional.of(code("credential_reset", "secret", code));
            default -> Optional.empty();
        };
    }
}
