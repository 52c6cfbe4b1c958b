package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.operation.Drafts;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;

/** Ends a complaint with what came of it; final. */
final class EndComplaintDialog extends HouseDialog {

    private final OperationId id = OperationId.make();
    private final Complaint complaint;
    private final Complaints complaints;
    private final Work work;
    private final Runnable saved;
    private final RadioButtonGroup<Complaint.Outcome> outcome = new RadioButtonGroup<>();
    private final NoteField note;

    /** @param saved what the screen does once it is ended */
    EndComplaintDialog(Complaint complaint, Complaints complaints, Drafts drafts, Work work, Runnable saved) {
        super(t("contact.complaint.end.title"), t("contact.complaint.end"));
        this.complaint = complaint;
        this.complaints = complaints;
        this.work = work;
        this.saved = saved;
        outcome.setLabel(t("contact.complaint.outcome"));
        outcome.setItems(Complaint.Outcome.values());
        outcome.setItemLabelGenerator(value -> code("complaint", "outcome", value.name()));
        outcome.setRequiredIndicatorVisible(true);
        outcome.addClassName("vertical");
        note = new NoteField(t("contact.complaint.end-note"), drafts, "contact.end:" + complaint.ref());
        body(outcome, note);
    }

    @Override
    protected void submit() {
        messages.clear();
        outcome.setInvalid(outcome.isEmpty());
        note.setInvalid(note.getValue().isBlank());
        if (outcome.isInvalid() || note.isInvalid()) {
            return;
        }
        work.write(
                messages,
                id,
                () -> {
                    complaints.end(id, complaint.ref(), outcome.getValue(), note.getValue());
                    return complaint;
                },
                done -> end(),
                this::end);
    }

    private void end() {
        note.forget();
        close();
        saved.run();
    }
}
