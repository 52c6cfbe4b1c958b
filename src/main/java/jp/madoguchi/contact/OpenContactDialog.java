package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** Starts a contact: how the person came, at a machine which one, on the phone from which number. */
final class OpenContactDialog extends HouseDialog {

    private final OperationId id = OperationId.make();
    private final Contacts contacts;
    private final Work work;
    private final @Nullable MemberNo memberNo;
    private final @Nullable ContactNo calledBack;
    private final OperationId parking = OperationId.make();
    private final Runnable opened;
    private final @Nullable Workplace workplace = CurrentStaff.get().workplace();
    private final RadioButtonGroup<Channel> channel = new RadioButtonGroup<>();
    private final ComboBox<Machine> machine = new ComboBox<>(t("contact.machine"));
    private final Select<Integer> booth = new Select<>();
    private final @Nullable CallFields call;
    private final TextField callerNumber = new TextField(t("contact.caller-number"));
    private final TextField recording = new TextField(t("contact.recording"));

    /**
     * @param memberNo who is served, when that is known already
     * @param calledBack the contact in front whose member is called back, which is parked for it; null = nobody is
     * @param opened what the screen does once the contact is open
     */
    OpenContactDialog(
            @Nullable MemberNo memberNo,
            @Nullable ContactNo calledBack,
            Contacts contacts,
            Calls calls,
            Machines machines,
            Work work,
            Runnable opened) {
        super(
                t(calledBack == null ? "contact.OpenContactDialog.title" : "contact.OpenContactDialog.back"),
                t(calledBack == null ? "contact.open" : "contact.OpenContactDialog.call"));
        this.contacts = contacts;
        this.work = work;
        this.memberNo = memberNo;
        this.calledBack = calledBack;
        this.opened = opened;
        this.call = memberNo == null ? null : new CallFields(memberNo, calls, work, messages);
        if (memberNo != null) {
            body(new FactList().fact(t("contact.member-number"), memberNo.value()));
        }
        body(channel, machine, booth, callerNumber);
        if (call != null) {
            body(call);
        }
        body(recording);
        recording.setMaxLength(40);
        recording.setHelperText(t("contact.recording.hint"));
        setUpChannel();
        setUpBooth();
        callerNumber.setHelperText(t("contact.OpenContactDialog.number.hint"));
        callerNumber.setMaxLength(60);
        if (channel.getListDataView().contains(Channel.MACHINE)) {
            work.read(messages, machines::inService, this::offer);
        }
        channel.addValueChangeListener(change -> show(change.getValue()));
        show(channel.getValue());
        refuseBeforehand();
        sendOnEnter();
        if (calledBack != null && call != null) {
            channel.setValue(Channel.PHONE_OUT);
            channel.setVisible(false);
            call.chooseCallBack();
            primary.focus();
            return;
        }
        // The group has no focus of its own to set; after the dialog has taken the focus for itself.
        channel.getElement().executeJs("setTimeout(() => this.querySelector('[checked]')?.focus())");
    }

    /** What would be refused after the form is filled in is said before. */
    private void refuseBeforehand() {
        if (workplace == null) {
            messages.refused(new NotAllowed(Reason.WORKPLACE_NOT_CHOSEN));
            primary.setVisible(false);
            return;
        }
        if (calledBack != null) {
            return;
        }
        work.read(
                messages,
                contacts::front,
                front -> front.ifPresent(other -> {
                    messages.refused(new NotAllowed(Reason.ANOTHER_CONTACT_IN_FRONT));
                    primary.setVisible(false);
                }));
    }

    private void setUpChannel() {
        var channels = workplace == null
                ? List.<Channel>of()
                : workplace.kind().channels(CurrentStaff.get().roles()).stream()
                        .filter(way -> way != Channel.PHONE_OUT || memberNo != null)
                        .toList();
        channel.setLabel(t("contact.channel"));
        channel.setItems(channels);
        channel.setItemLabelGenerator(way -> code("contact", "channel", way.name()));
        channels.stream().findFirst().ifPresent(channel::setValue);
    }

    private void setUpBooth() {
        booth.setLabel(t("contact.booth"));
        machine.setItemLabelGenerator(Machine::name);
        machine.setRequiredIndicatorVisible(true);
        booth.setEnabled(false);
        machine.setErrorMessage(t("contact.OpenContactDialog.missing"));
        booth.setErrorMessage(t("contact.OpenContactDialog.missing"));
        machine.setManualValidation(true);
        booth.setManualValidation(true);
        machine.addValueChangeListener(change -> {
            var chosen = change.getValue();
            booth.setItems(
                    chosen == null
                            ? List.of()
                            : IntStream.rangeClosed(1, chosen.booths()).boxed().toList());
            booth.setEnabled(chosen != null);
            booth.setValue(chosen != null && chosen.booths() == 1 ? 1 : null);
        });
    }

    private void offer(List<Machine> machines) {
        machine.setItems(
                (offered, typed) ->
                        (offered.name() + offered.prefecture() + offered.municipality()).contains(typed.strip()),
                machines);
        if (workplace != null) {
            machines.stream()
                    .filter(offered -> offered.placeNo().equals(workplace.placeNo()))
                    .findFirst()
                    .ifPresent(machine::setValue);
        }
    }

    private void show(@Nullable Channel chosen) {
        machine.setVisible(chosen == Channel.MACHINE);
        booth.setVisible(chosen == Channel.MACHINE);
        callerNumber.setVisible(chosen == Channel.PHONE_IN);
        recording.setVisible(chosen == Channel.PHONE_IN || chosen == Channel.PHONE_OUT);
        if (call != null) {
            call.setVisible(chosen == Channel.PHONE_OUT);
        }
    }

    @Override
    protected void submit() {
        messages.clear();
        var chosen = channel.getValue();
        if (!isComplete(chosen)) {
            return;
        }
        var atMachine = chosen == Channel.MACHINE;
        var calling = chosen == Channel.PHONE_OUT ? call : null;
        var form = new NewContact(
                chosen,
                atMachine && machine.getValue() != null ? machine.getValue().placeNo() : null,
                atMachine ? booth.getValue() : null,
                number(chosen, calling),
                memberNo,
                calling == null ? null : calling.call(),
                recording.isVisible() ? recording.getValue() : null);
        Consumer<ContactNo> then = contactNo -> end();
        work.write(messages, id, () -> open(form), then, this::end);
    }

    /** Whoever is called back hung up: that contact is parked first, and stays so if the call is refused. */
    private ContactNo open(NewContact form) {
        if (calledBack != null) {
            contacts.park(parking, calledBack);
        }
        return contacts.open(id, form);
    }

    private @Nullable String number(Channel chosen, @Nullable CallFields calling) {
        if (calling != null) {
            return calling.number();
        }
        return chosen == Channel.PHONE_IN ? CallerNumber.digits(callerNumber.getValue()) : null;
    }

    private boolean isComplete(@Nullable Channel chosen) {
        channel.setInvalid(chosen == null);
        machine.setInvalid(chosen == Channel.MACHINE && machine.isEmpty());
        booth.setInvalid(chosen == Channel.MACHINE && booth.isEmpty());
        return !channel.isInvalid()
                && !machine.isInvalid()
                && !booth.isInvalid()
                && (chosen != Channel.PHONE_OUT || call == null || call.isComplete());
    }

    private void end() {
        close();
        opened.run();
    }
}
