package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Paragraph;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.operation.Drafts;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;

/** Adds to a closed contact; left by Esc, its words come back as a draft. */
final class AddendumDialog extends HouseDialog {

    private final OperationId id = OperationId.make();
    private final ContactNo contactNo;
    private final Addenda addenda;
    private final Work work;
    private final Runnable saved;
    private final NoteField note;

    /** @param saved what the screen does once it is kept */
    AddendumDialog(ContactNo contactNo, Addenda addenda, Drafts drafts, Work work, Runnable saved) {
        super(t("contact.addendum.title", contactNo), t("contact.addendum.save"));
        this.contactNo = contactNo;
        this.addenda = addenda;
        this.work = work;
        this.saved = saved;
        this.note = new NoteField(t("contact.addendum"), drafts, "contact.addendum:" + contactNo);
        body(new Paragraph(t("contact.addendum.why")), note);
        note.focus();
    }

    @Override
    protected void submit() {
        messages.clear();
        if (note.getValue().isBlank()) {
            note.setErrorMessage(t("contact.addendum.empty"));
            note.setInvalid(true);
            note.focus();
            return;
        }
        work.write(
                messages,
                id,
                () -> {
                    addenda.add(id, contactNo, note.getValue());
                    return contactNo;
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
