package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.operation.Drafts;
import jp.madoguchi.policy.CheckState;
import jp.madoguchi.ui.ContactOpener;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be done with one's contacts from any page; after each change it tells the screen. */
@Component
class ContactDesk implements ContactOpener {

    private final Contacts contacts;
    private final Addenda addenda;
    private final Calls calls;
    private final Complaints complaints;
    private final Machines machines;
    private final ClosingProposals proposals;
    private final ClosingTemplates templates;
    private final Drafts drafts;
    private final Work work;

    ContactDesk(
            Contacts contacts,
            Addenda addenda,
            Calls calls,
            Complaints complaints,
            Machines machines,
            ClosingProposals proposals,
            ClosingTemplates templates,
            Drafts drafts,
            Work work) {
        this.contacts = contacts;
        this.addenda = addenda;
        this.calls = calls;
        this.complaints = complaints;
        this.machines = machines;
        this.proposals = proposals;
        this.templates = templates;
        this.drafts = drafts;
        this.work = work;
    }

    Optional<OpenContact> front() {
        return contacts.front();
    }

    List<OpenContact> own() {
        return contacts.own();
    }

    List<OpenContact> parked() {
        return contacts.parked();
    }

    String company() {
        return calls.company();
    }

    long minutesThatChecksOutlastParking() {
        return contacts.checksOutlastParking().toMinutes();
    }

    @Override
    public void open(@Nullable MemberNo memberNo) {
        new OpenContactDialog(memberNo, null, contacts, calls, machines, work, () -> goTo(memberNo)).open();
    }

    @Override
    public void callBack(ContactNo front, MemberNo memberNo) {
        new OpenContactDialog(memberNo, front, contacts, calls, machines, work, () -> goTo(memberNo)).open();
    }

    private static void goTo(@Nullable MemberNo memberNo) {
        changed();
        UI.getCurrent().navigate(memberNo == null ? "members" : "members/" + memberNo + "/login");
    }

    /** @param saved what else the screen does once the note is kept */
    void note(ContactNo contactNo, Runnable saved) {
        new NoteDialog(contactNo, contacts, drafts, work, saved).open();
    }

    /** @param saved what else the screen does once the addendum is kept */
    void addendum(ContactNo contactNo, Runnable saved) {
        new AddendumDialog(contactNo, addenda, drafts, work, saved).open();
    }

    void complaint(ContactNo contactNo) {
        new RaiseComplaintDialog(contactNo, complaints, drafts, work, ContactDesk::changed).open();
    }

    void close(OpenContact contact) {
        new CloseContactDialog(contact, contacts, proposals, templates, drafts, work, ContactDesk::changed).open();
    }

    void park(OpenContact contact) {
        change(id -> contacts.park(id, contact.contactNo()), ContactDesk::changed);
    }

    /** Says so when the contact was parked so long that its identity check is void. */
    void resume(OpenContact contact) {
        change(id -> contacts.resume(id, contact.contactNo()), () -> {
            changed();
            if (contact.check() == CheckState.EXPIRED) {
                show(new Div(t("contact.resumed.check-void")), "notice-careful");
            }
            if (contact.memberNo() != null) {
                UI.getCurrent().navigate("members/" + contact.memberNo() + "/login");
            }
        });
    }

    private void change(Consumer<OperationId> useCase, Runnable then) {
        var panel = new MessagePanel();
        var id = OperationId.make();
        work.write(
                panel,
                id,
                () -> {
                    useCase.accept(id);
                    return id;
                },
                done -> then.run(),
                then);
        if (panel.isVisible()) {
            show(panel, "notice-message");
        }
    }

    private static void show(com.vaadin.flow.component.Component message, String kind) {
        var notice = new Notification();
        notice.setPosition(Notification.Position.TOP_CENTER);
        notice.setDuration(0);
        notice.addClassName(kind);
        var away = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> notice.close());
        away.addThemeVariants(ButtonVariant.TERTIARY);
        away.setAriaLabel(t("button.close"));
        var content = new Div(message, away);
        content.addClassName("notice-content");
        notice.add(content);
        notice.open();
    }

    /** Every part of the screen reads the contact again: also when its check ran out and figures must be hidden. */
    static void changed() {
        ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.ContactChanged());
    }
}
