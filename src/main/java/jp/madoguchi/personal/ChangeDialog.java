package jp.madoguchi.personal;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;

/** Takes in what is to be registered; a refusal stands at its field, and nothing typed is lost. */
final class ChangeDialog extends HouseDialog {

    private static final int POSTAL_CODE = 7;
    private static final Map<DataKind, List<String>> FIELDS = Map.of(
            DataKind.ADDRESS, List.of("postalCode", "prefecture", "municipality", "street", "building"),
            DataKind.WORKPLACE, List.of("name", "phone"),
            DataKind.MOBILE, List.of("digits"),
            DataKind.HOME_PHONE, List.of("digits"),
            DataKind.EMAIL, List.of("address"),
            DataKind.NAME, List.of("family", "given", "familyKana", "givenKana"));

    private final PersonalDataChanges changes;
    private final Work work;
    private final ContactNo contactNo;
    private final MemberNo memberNo;
    private final PersonalData.Line line;
    private final OperationId id = OperationId.make();
    private final Map<String, AbstractField<?, String>> fields = new LinkedHashMap<>();

    ChangeDialog(
            PersonalDataChanges changes, Work work, ContactNo contactNo, MemberNo memberNo, PersonalData.Line line) {
        super(
                t(
                        "personal.dialog",
                        code("personal_data_change", "kind", line.kind().name())),
                t("personal.send"));
        this.changes = changes;
        this.work = work;
        this.contactNo = contactNo;
        this.memberNo = memberNo;
        this.line = line;
        setWidth("38rem");
        var grid = new Div();
        grid.addClassName("form-grid");
        FIELDS.getOrDefault(line.kind(), List.of()).forEach(name -> grid.add(field(name)));
        body(new Paragraph(t("personal.means." + line.kind())), grid);
        fields.values().iterator().next().getElement().executeJs("setTimeout(() => this.focus())");
        sendOnEnter();
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
        var digits = postalCode.replaceAll("[^0-9]", "");
        if (digits.length() == POSTAL_CODE) {
            changes.areaOf(digits)
                    .ifPresent(area -> area.forEach((name, value) -> {
                        var field = fields.get(name);
                        if (field != null && field.isEmpty()) {
                            field.setValue(value);
                        }
                    }));
        }
    }

    @Override
    protected void submit() {
        var typed = new LinkedHashMap<String, String>();
        fields.forEach((name, field) -> {
            ((HasValidation) field).setInvalid(false);
            typed.put(name, field.getValue() == null ? "" : field.getValue());
        });
        work.write(
                messages,
                id,
                () -> {
                    try {
                        return changes.change(id, contactNo, memberNo, line.kind(), typed, line.row());
                    } catch (UnfitData unfit) {
                        mark(unfit);
                        throw unfit;
                    }
                },
                this::done,
                this::changed);
    }

    private void mark(UnfitData unfit) {
        var field = fields.get(unfit.field());
        if (field instanceof HasValidation validated) {
            validated.setInvalid(true);
            validated.setErrorMessage(t(unfit.what()));
            field.getElement().callJsFunction("focus");
        }
    }

    private void done(DataOutcome outcome) {
        messages.good(
                t(outcome.at() == null ? "personal.asked" : "personal.done"),
                outcome.at() == null ? "" : t("personal.effect." + line.kind()));
        primary.setVisible(false);
        cancel.setText(t("button.close"));
        cancel.focus();
        changed();
    }

    private void changed() {
        getUI().ifPresent(ui -> ScreenBus.of(ui).fire(new ScreenBus.MemberChanged()));
    }
}
