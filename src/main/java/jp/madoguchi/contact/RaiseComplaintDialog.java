package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.operation.Drafts;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;

/** Takes in a complaint: what it is about and what is demanded; the outside body stands ready to be read out. */
final class RaiseComplaintDialog extends HouseDialog {

    private final OperationId id = OperationId.make();
    private final ContactNo contactNo;
    private final Complaints complaints;
    private final Work work;
    private final Runnable saved;
    private final Select<Complaint.About> about = new Select<>();
    private final NoteField demanded;

    /** @param saved what the screen does once it is kept */
    RaiseComplaintDialog(ContactNo contactNo, Complaints complaints, Drafts drafts, Work work, Runnable saved) {
        super(t("contact.complaint.raise.title"), t("contact.complaint.raise"));
        this.contactNo = contactNo;
        this.complaints = complaints;
        this.work = work;
        this.saved = saved;
        about.setLabel(t("contact.complaint.about"));
        about.setItems(Complaint.About.values());
        about.setItemLabelGenerator(value -> code("complaint", "about", value.name()));
        demanded = new NoteField(t("contact.complaint.demanded"), drafts, "contact.complaint:" + contactNo);
        var why = new Paragraph(t("contact.complaint.raise.why"));
        why.addClassName("muted");
        body(about, demanded, why, ComplaintWords.outsideBody());
    }

    @Override
    protected void submit() {
        messages.clear();
        about.setInvalid(about.isEmpty());
        demanded.setInvalid(demanded.getValue().isBlank());
        if (about.isInvalid() || demanded.isInvalid()) {
            return;
        }
        work.write(
                messages,
                id,
                () -> {
                    complaints.raise(id, contactNo, about.getValue(), demanded.getValue());
                    return contactNo;
                },
                done -> end(),
                this::end);
    }

    private void end() {
        demanded.forget();
        close();
        saved.run();
    }
}
