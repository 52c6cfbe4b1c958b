package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.value.ValueChangeMode;
import jp.madoguchi.core.BadText;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.operation.Drafts;
import jp.madoguchi.ui.WordsArea;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Words of one's own: counted, checked and kept as a draft while they are typed, so that nothing is lost. */
public final class NoteField extends WordsArea {

    /** Milliseconds of rest after which the draft is kept. */
    private static final int REST = 600;

    private final Drafts drafts;
    private final String form;
    private final Span count = new Span();
    private final Span kept = new Span();

    /** @param form name of the draft */
    public NoteField(String label, Drafts drafts, String form) {
        super(label);
        this.drafts = drafts;
        this.form = form;
        addClassName("note-field");
        kept.getElement().setAttribute("role", "status");
        var below = new Span(kept, count);
        below.addClassName("note-field-below");
        setHelperComponent(below);
        setMinRows(5);
        setMaxRows(14);
        setValueChangeMode(ValueChangeMode.LAZY);
        setValueChangeTimeout(REST);
        restore();
        count();
        addValueChangeListener(change -> {
            count();
            keep();
        });
    }

    /** Whether it can be kept as it is; shows what is wrong otherwise. */
    public boolean isAcceptable() {
        count();
        return !isInvalid();
    }

    private void restore() {
        try {
            drafts.find(form).ifPresent(text -> {
                setValue(text);
                kept.setText(t("contact.NoteField.restored"));
            });
        } catch (DataAccessException | TransactionException failure) {
            kept.setText(t("contact.NoteField.not-restored"));
        }
    }

    /** Adds words that come from elsewhere, below those that stand there already. */
    void append(String words) {
        setValue(getValue().isBlank() ? words : getValue() + "\n" + words);
    }

    private void keep() {
        try {
            drafts.keep(form, getValue());
            kept.setText(isEmpty() ? "" : t("contact.NoteField.kept"));
        } catch (DataAccessException | TransactionException failure) {
            kept.setText(t("contact.NoteField.not-kept"));
        }
    }

    /** Ends the draft once its words are saved; one that stays behind does no harm. */
    public void forget() {
        try {
            drafts.drop(form);
        } catch (DataAccessException | TransactionException failure) {
            kept.setText(t("contact.NoteField.not-kept"));
        }
    }

    private void count() {
        var length = getValue().codePointCount(0, getValue().length());
        count.setText(t("contact.NoteField.count", "%,d".formatted(length), "%,d".formatted(Contacts.NOTE_LIMIT)));
        try {
            FreeText.clean(getValue(), Contacts.NOTE_LIMIT);
            setInvalid(false);
        } catch (BadText refused) {
            setErrorMessage(t(refused.what()));
            setInvalid(true);
        }
    }
}
