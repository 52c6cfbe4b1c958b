package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.checkbox.Checkbox;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.operation.Drafts;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;

/** Keeps what was answered first, and whether the outside body was named. */
final class AnswerComplaintDialog extends HouseDialog {

    private final OperationId id = OperationId.make();
    private final Complaint complaint;
    private final Complaints complaints;
    private final Work work;
    private final Runnable saved;
    private final NoteField answer;
    private final Checkbox outsideTold = new Checkbox(t("contact.complaint.outside-told"));

    /** @param saved what the screen does once it is kept */
    AnswerComplaintDialog(Complaint complaint, Complaints complaints, Drafts drafts, Work work, Runnable saved) {
        super(t("contact.complaint.answer.title"), t("contact.complaint.answer.save"));
        this.complaint = complaint;
        this.complaints = complaints;
        this.work = work;
        this.saved = saved;
        answer = new NoteField(t("contact.complaint.answer"), drafts, "contact.answer:" + complaint.ref());
        body(answer, ComplaintWords.outsideBody(), outsideTold);
        answer.focus();
    }

    @Override
    protected void submit() {
        messages.clear();
        answer.setInvalid(answer.getValue().isBlank());
        if (answer.isInvalid()) {
            return;
        }
        work.write(
                messages,
                id,
                () -> {
                    complaints.answer(id, complaint.ref(), answer.getValue(), outsideTold.getValue());
                    return complaint;
                },
                done -> end(),
                this::end);
    }

    private void end() {
        answer.forget();
        close();
        saved.run();
    }
}
