package jp.madoguchi.personal;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.identity.DocumentKind;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;

/** Takes in what is to be registered; a refusal stands at its field, and nothing typed is lost. */
final class ChangeDialog extends HouseDialog {

    private static final Map<DataKind, List<String>> FIELDS = Map.of(
            DataKind.ADDRESS, List.of("postalCode", "prefecture", "municipality", "street", "building"),
            DataKind.WORKPLACE, List.of("name", "phone"),
            DataKind.MOBILE, List.of("digits"),
            DataKind.HOME_PHONE, List.of("digits"),
            DataKind.EMAIL, List.of("address"),
            DataKind.NAME, List.of("family", "given", "familyKana", "givenKana"));

    /** Sends what was typed. */
    @FunctionalInterface
    interface Sending {
        Done send(OperationId id, Map<String, String> typed);
    }

    /**
     * What came of it, in the words of the screen.
     *
     * @param good false where nothing was changed
     */
    record Done(boolean good, String said, String next) {}

    private final PersonalDataChanges changes;
    private final Work work;
    private final Sending sending;
    private final OperationId id = OperationId.make();
    private final Div read = new Div();
    private Runnable whenDone = () -> {};
    private final Map<String, AbstractField<?, String>> fields = new LinkedHashMap<>();
    private Optional<Select<DocumentKind>> document = Optional.empty();

    /** @param inPerson whether the member stands at a counter or machine: then a document shows a new address */
    ChangeDialog(
            PersonalDataChanges changes,
            Work work,
            ContactNo contactNo,
            MemberNo memberNo,
            PersonalData.Line line,
            boolean inPerson) {
        this(
                changes,
                work,
                line.kind(),
                t("personal.means." + line.kind()),
                (id, typed) -> {
                    var outcome = changes.change(id, contactNo, memberNo, line.kind(), typed, line.row());
                    var done = outcome.at() != null;
                    return new Done(
                            true,
                            t(done ? "personal.done" : "personal.asked"),
                            done ? t("personal.effect." + line.kind()) : "");
                },
                inPerson && line.kind() == DataKind.ADDRESS);
    }

    /**
     * @param means what is to be done, in a sentence
     * @param askDocument whether to ask which document shows what is registered
     */
    ChangeDialog(
            PersonalDataChanges changes, Work work, DataKind kind, String means, Sending sending, boolean askDocument) {
        super(t("personal.dialog", code("personal_data_change", "kind", kind.name())), t("personal.send"));
        this.changes = changes;
        this.work = work;
        this.sending = sending;
        setWidth("38rem");
        var grid = new Div();
        grid.addClassName("form-grid");
        FIELDS.getOrDefault(kind, List.of()).forEach(name -> grid.add(field(name)));
        if (askDocument) {
            grid.add(document());
        }
        read.setVisible(false);
        body(new Paragraph(means), read, grid);
        fields.values().iterator().next().getElement().executeJs("setTimeout(() => this.focus())");
        sendOnEnter();
    }

    /**
     * Shows what is read from a document above the fields, and fills those that can be told from it.
     *
     * @param parts by the names of the fields
     */
    void prefill(String label, String written, Map<String, String> parts) {
        read.add(new FactList().fact(label, written));
        read.setVisible(true);
        parts.forEach((name, value) -> {
            var field = fields.get(name);
            if (field != null) {
                field.setValue(value);
            }
        });
    }

    /** @param then what else the screen does once something came of it */
    void whenDone(Runnable then) {
        whenDone = then;
    }

    private Component field(String name) {
        if (name.equals("prefecture")) {
            var prefecture = new ComboBox<String>(t("personal.field.prefecture"));
            prefecture.setItems(changes.prefectures());
            fields.put(name, prefecture);
            return prefecture;
        }
        var field = new TextField(t("personal.field." + name));
        fields.put(name, field);
        if (name.equals("postalCode")) {
            field.setHelperText(t("personal.postal.help"));
            field.addValueChangeListener(change -> fill(change.getValue()));
        }
        return field;
    }

    /** What was typed already is left as it is. */
    private void fill(String postalCode) {
        changes.areaOf(NewData.halfWidth(postalCode))
                .ifPresent(area -> area.forEach((name, value) -> {
                    var field = fields.get(name);
                    if (field != null && field.isEmpty()) {
                        field.setValue(value);
                    }
                }));
    }

    private Component document() {
        var choice = new Select<DocumentKind>();
        choice.setLabel(t("personal.field.document"));
        choice.setHelperText(t("personal.document.help"));
        choice.setItems(AddressDocuments.KINDS);
        choice.setItemLabelGenerator(kind -> code("document_rule", "kind", kind.name()));
        document = Optional.of(choice);
        return choice;
    }

    @Override
    protected void submit() {
        var typed = new LinkedHashMap<String, String>();
        fields.forEach((name, field) -> {
            ((HasValidation) field).setInvalid(false);
            typed.put(name, field.getValue() == null ? "" : field.getValue());
        });
        document.ifPresent(choice -> {
            choice.setInvalid(false);
            typed.put(
                    "document",
                    choice.getValue() == null ? "" : choice.getValue().name());
        });
        work.write(
                messages,
                id,
                () -> {
                    try {
                        return sending.send(id, typed);
                    } catch (UnfitData unfit) {
                        mark(unfit);
                        throw unfit;
                    }
                },
                this::done,
                this::changed);
    }

    private void mark(UnfitData unfit) {
        var field = unfit.field().equals("document") ? document.orElse(null) : fields.get(unfit.field());
        if (field instanceof HasValidation validated) {
            validated.setInvalid(true);
            validated.setErrorMessage(t(unfit.what()));
            ((Component) field).getElement().callJsFunction("focus");
        }
    }

    private void done(Done outcome) {
        if (outcome.good()) {
            messages.good(outcome.said(), outcome.next());
        } else {
            messages.problem(outcome.said(), MessagePanel.Saved.NOTHING, outcome.next(), null);
        }
        primary.setVisible(false);
        cancel.setText(t("button.close"));
        cancel.focus();
        changed();
    }

    private void changed() {
        getUI().ifPresent(ui -> ScreenBus.of(ui).fire(new ScreenBus.MemberChanged()));
        whenDone.run();
    }
}
