package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.operation.Drafts;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Closes a contact: what it was about, why, what came of it. What happened in it is proposed, never chosen in silence. */
final class CloseContactDialog extends HouseDialog {

    private final OperationId id = OperationId.make();
    private final OpenContact contact;
    private final Contacts contacts;
    private final Work work;
    private final Runnable closed;
    private final Select<Closing.Category> category = select("category", Closing.Category.values());
    private final Select<Closing.Cause> cause = select("cause", Closing.Cause.values());
    private final Select<Closing.Outcome> outcome = select("outcome", Closing.Outcome.values());
    private final PromiseFields promise = new PromiseFields();
    private final CallBackFields callBack = new CallBackFields();
    private final ComboBox<ClosingTemplate> template = new ComboBox<>(t("contact.template"));
    private final NoteField note;
    private final TextField recording = new TextField(t("contact.recording"));
    private final Paragraph because = new Paragraph();
    private final Paragraph waiting = new Paragraph(t("contact.CloseContactDialog.waiting"));

    /** @param closed what the screen does once the contact is closed */
    CloseContactDialog(
            OpenContact contact,
            Contacts contacts,
            ClosingProposals proposals,
            ClosingTemplates templates,
            Drafts drafts,
            Work work,
            Runnable closed) {
        super(t("contact.CloseContactDialog.title", contact.contactNo()), t("contact.close"));
        this.contact = contact;
        this.contacts = contacts;
        this.work = work;
        this.closed = closed;
        this.note = new NoteField(t("contact.CloseContactDialog.note"), drafts, draft(contact));
        because.addClassName("muted");
        because.setVisible(false);
        waiting.addClassName("hint-careful");
        waiting.setVisible(false);
        var hint = new Paragraph(t("contact.CloseContactDialog.final"));
        hint.addClassName("muted");
        body(member(), waiting, because, category, cause, outcome, promise, callBack, template, note, recording, hint);
        promise.setVisible(false);
        callBack.setVisible(false);
        outcome.addValueChangeListener(change -> {
            promise.setVisible(change.getValue() == Closing.Outcome.HANDED_OVER);
            callBack.setVisible(change.getValue() == Closing.Outcome.CALL_BACK && contact.memberNo() != null);
        });
        recording.setVisible(contact.channel().byPhone());
        recording.setMaxLength(40);
        recording.setValue(contact.recordingNo() == null ? "" : contact.recordingNo());
        recording.addValueChangeListener(change -> recording.setInvalid(false));
        offerTemplates();
        work.read(messages, templates::offered, this::offer);
        takeOverNote(drafts);
        work.read(messages, () -> proposals.of(contact.contactNo()), found -> found.ifPresent(this::propose));
        work.read(messages, () -> proposals.isRequestWaiting(contact.contactNo()), waiting::setVisible);
        category.focus();
    }

    private static String draft(OpenContact contact) {
        return "contact.close:" + contact.contactNo();
    }

    private static <C extends Enum<C>> Select<C> select(String column, C[] codes) {
        var select = new Select<C>();
        select.setLabel(t("contact." + column));
        select.setItems(codes);
        select.setItemLabelGenerator(value -> value == null ? "" : code("contact", column, value.name()));
        select.setPlaceholder(t("contact.CloseContactDialog.choose"));
        select.addValueChangeListener(change -> select.setInvalid(false));
        return select;
    }

    /** What was typed stays where it is; the words come below it. */
    private void offerTemplates() {
        template.setPlaceholder(t("contact.template.choose"));
        template.setItemLabelGenerator(ClosingTemplate::title);
        template.setVisible(false);
        template.addValueChangeListener(change -> {
            var chosen = change.getValue();
            if (chosen != null && change.isFromClient()) {
                note.append(chosen.words());
                template.clear();
                note.focus();
            }
        });
    }

    private void offer(List<ClosingTemplate> templates) {
        if (templates.isEmpty()) {
            return;
        }
        template.setVisible(true);
        template.setItems(templates);
        category.addValueChangeListener(change -> template.setItems(templates.stream()
                .sorted(Comparator.comparing(offered -> offered.category() != change.getValue()))
                .toList()));
    }

    private FactList member() {
        return new FactList().fact(t("contact.member"), ContactWords.member(contact.memberName(), contact.memberNo()));
    }

    /** A note that was begun and not saved would be out of reach once the contact is closed. */
    private void takeOverNote(Drafts drafts) {
        try {
            var begun = NoteDialog.draft(contact.contactNo());
            drafts.find(begun).ifPresent(words -> {
                note.append(words);
                drafts.keep(draft(contact), note.getValue());
                drafts.drop(begun);
            });
        } catch (DataAccessException | TransactionException notNow) {
            // The field says so already.
            return;
        }
    }

    private void propose(ClosingProposal proposal) {
        category.setValue(proposal.category());
        cause.setValue(proposal.cause());
        outcome.setValue(proposal.outcome());
        because.setText(t("contact.CloseContactDialog.proposed", proposal.because()));
        because.setVisible(true);
    }

    @Override
    protected void submit() {
        messages.clear();
        if (!isComplete()) {
            return;
        }
        var promised = promise.isVisible() ? promise.read() : Optional.<Promise>empty();
        if (promise.isVisible() && promised.isEmpty()) {
            promise.focus();
            return;
        }
        var agreed = callBack.isVisible() ? callBack.read() : Optional.<Instant>empty();
        if (callBack.isVisible() && agreed.isEmpty()) {
            callBack.focus();
            return;
        }
        var form = new Closing(
                category.getValue(),
                cause.getValue(),
                outcome.getValue(),
                note.getValue(),
                promised.orElse(null),
                agreed.orElse(null),
                recording.isVisible() ? recording.getValue() : null);
        work.write(
                messages,
                id,
                () -> {
                    contacts.close(id, contact.contactNo(), form);
                    return form;
                },
                done -> end(),
                this::end);
    }

    private boolean isComplete() {
        var missing =
                Stream.of(category, cause, outcome).filter(Select::isEmpty).toList();
        missing.forEach(select -> {
            select.setErrorMessage(t("contact.CloseContactDialog.missing"));
            select.setInvalid(true);
        });
        missing.stream().findFirst().ifPresent(Select::focus);
        return missing.isEmpty();
    }

    private void end() {
        note.forget();
        close();
        closed.run();
    }
}
