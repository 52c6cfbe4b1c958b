package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.t;

import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.operation.Drafts;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;

/** A note for an open contact. Left by Esc or lost with the session, its words come back as a draft. */
final class NoteDialog extends HouseDialog {

    private final OperationId id = OperationId.make();
    private final ContactNo contactNo;
    private final Contacts contacts;
    private final Work work;
    private final Runnable saved;
    private final NoteField note;

    /** @param saved what the screen does once the note is kept */
    NoteDialog(ContactNo contactNo, Contacts contacts, Drafts drafts, Work work, Runnable saved) {
        super(t("contact.NoteDialog.title", contactNo), t("contact.NoteDialog.save"));
        this.contactNo = contactNo;
        this.contacts = contacts;
        this.work = work;
        this.saved = saved;
        this.note = new NoteField(t("contact.note"), drafts, draft(contactNo));
        body(note);
        note.focus();
    }

    static String draft(ContactNo contactNo) {
        return "contact.note:" + contactNo;
    }

    @Override
    protected void submit() {
        messages.clear();
        if (note.getValue().isBlank()) {
            note.setErrorMessage(t("contact.NoteDialog.empty"));
            note.setInvalid(true);
            note.focus();
            return;
        }
        work.write(
                messages,
                id,
                () -> {
                    contacts.note(id, contactNo, note.getValue());
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
