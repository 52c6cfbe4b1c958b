package jp.madoguchi.identity;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jp.madoguchi.ui.DateField;
import org.jspecify.annotations.Nullable;

/** The fields of one document; only those that its kind asks for are shown. */
final class DocumentFields extends Div {

    private static final String MATCHES = "MATCHES";
    private static final String DIFFERS = "DIFFERS";

    /** Digits of a licence number, and how many characters of any number are kept. */
    private static final int LICENCE = 12;

    private static final int KEPT = 4;

    private final Select<DocumentRule> kind = new Select<>();
    private final ComboBox<String> issuer = new ComboBox<>(t("identity.issuer"));
    private final DateField issuedOn = new DateField(t("identity.issued-on"));
    private final DateField expiresOn = new DateField(t("identity.expires-on"));
    private final TextField reference = new TextField(t("identity.reference"));
    private final Paragraph licence = new Paragraph();
    private final DateField birthDate = new DateField(t("identity.birth-date"));
    private final TextField address = new TextField(t("identity.address"));
    private final RadioButtonGroup<String> name = new RadioButtonGroup<>();
    private final RadioButtonGroup<String> face = new RadioButtonGroup<>();
    private final Checkbox chip = new Checkbox(t("identity.chip"));

    DocumentFields(List<DocumentRule> rules, String memberName) {
        addClassName("form-grid");
        kind.setLabel(t("identity.kind"));
        kind.setItems(rules);
        kind.setItemLabelGenerator(
                rule -> code("document_rule", "kind", rule.kind().name()));
        kind.addValueChangeListener(change -> showFor(change.getValue()));
        issuer.setAllowCustomValue(true);
        issuer.addCustomValueSetListener(custom -> issuer.setValue(custom.getDetail()));
        reference.addValueChangeListener(change -> shorten());
        birthDate.setHelperText(t("identity.birth-date.help"));
        address.setMaxLength(200);
        address.setHelperText(t("identity.address.help"));
        address.addClassName("wide");
        choice(name, t("identity.name", memberName));
        choice(face, t("identity.face"));
        issuer.setRequiredIndicatorVisible(true);
        birthDate.setRequiredIndicatorVisible(true);
        address.setRequiredIndicatorVisible(true);
        add(kind, issuer, issuedOn, expiresOn, reference, licence, birthDate, address, name, face, chip);
        showFor(null);
    }

    /** Of a licence all twelve digits may be typed, so that a slip of reading is found; only the last four stay. */
    private void shorten() {
        var typed = plain(reference.getValue());
        if (isLicence(kind.getValue()) && LicenceNumber.isTwelveDigits(typed)) {
            licence.setText(t(LicenceNumber.isPlausible(typed) ? "identity.licence.fits" : "identity.licence.warns"));
            licence.setClassName(LicenceNumber.isPlausible(typed) ? "muted wide" : "hint-careful wide");
            licence.setVisible(true);
            reference.setValue(typed.substring(typed.length() - KEPT));
        }
    }

    private static boolean isLicence(@Nullable DocumentRule rule) {
        return rule != null && rule.kind() == DocumentKind.DRIVERS_LICENCE;
    }

    private static String plain(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
    }

    private static void choice(RadioButtonGroup<String> group, String label) {
        group.setLabel(label);
        group.setItems(MATCHES, DIFFERS);
        group.setItemLabelGenerator(value -> t("identity.choice." + value.toLowerCase(Locale.ROOT)));
        group.setRequiredIndicatorVisible(true);
    }

    private void showFor(@Nullable DocumentRule rule) {
        var chosen = rule != null;
        Stream.<Component>of(issuer, birthDate, address, name).forEach(field -> field.setVisible(chosen));
        var issueMatters = rule != null
                && (rule.issuedAfter() != null || rule.issuedBefore() != null || rule.maxAgeMonths() != null);
        issuedOn.setVisible(issueMatters);
        issuedOn.setRequiredIndicatorVisible(issueMatters);
        expiresOn.setVisible(rule != null && rule.hasExpiry());
        expiresOn.setRequiredIndicatorVisible(true);
        reference.setVisible(rule != null && rule.kind().mayNoteReference());
        reference.setMaxLength(isLicence(rule) ? LICENCE : KEPT);
        reference.setHelperText(t(isLicence(rule) ? "identity.licence.help" : "identity.reference.help"));
        licence.setVisible(false);
        licence.getElement().setAttribute("role", "status");
        face.setVisible(rule != null && rule.photo());
        chip.setVisible(rule != null && rule.chipRequired());
        if (rule != null) {
            issuer.setItems(t("identity.issuers." + rule.kind()).split("、"));
            var usual = t("identity.issuer." + rule.kind());
            if (!usual.isBlank()) {
                issuer.setValue(usual);
            }
        }
    }

    /** Whether the kind asks for a second document. */
    boolean needsSecond() {
        return kind.getValue() != null && kind.getValue().needsSecond();
    }

    void whenKindChanges(Runnable then) {
        kind.addValueChangeListener(change -> then.run());
    }

    void focus() {
        kind.focus();
    }

    /** Whether every date can be read and every choice is made; shows what is missing. */
    boolean isComplete() {
        var complete = kind.getValue() != null;
        kind.setInvalid(!complete);
        if (!complete) {
            kind.setErrorMessage(t("identity.choose"));
            return false;
        }
        for (var date : List.of(issuedOn, expiresOn, birthDate)) {
            if (date.isVisible()) {
                complete &= date.isUnderstood()
                        && (!date.isRequiredIndicatorVisible() || date.date().isPresent());
                if (date.getValue().isBlank() && date.isRequiredIndicatorVisible()) {
                    date.setErrorMessage(t("identity.fill"));
                    date.setInvalid(true);
                }
            }
        }
        complete &= filled(issuer.getValue(), issuer::setInvalid, issuer::setErrorMessage);
        complete &= filled(address.getValue(), address::setInvalid, address::setErrorMessage);
        complete &= filled(name.getValue(), name::setInvalid, name::setErrorMessage);
        if (face.isVisible()) {
            complete &= filled(face.getValue(), face::setInvalid, face::setErrorMessage);
        }
        return complete;
    }

    private static boolean filled(@Nullable String value, Consumer<Boolean> invalid, Consumer<String> message) {
        var filled = value != null && !value.isBlank();
        message.accept(t("identity.fill"));
        invalid.accept(!filled);
        return filled;
    }

    ShownDocument read() {
        var rule = kind.getValue();
        return new ShownDocument(
                rule.kind(),
                issuer.getValue(),
                issuedOn.isVisible() ? issuedOn.date().orElse(null) : null,
                expiresOn.isVisible() ? expiresOn.date().orElse(null) : null,
                reference.isVisible() && !reference.getValue().isBlank() ? plain(reference.getValue()) : null,
                MATCHES.equals(name.getValue()),
                birthDate.date().orElse(null),
                address.getValue(),
                face.isVisible() ? MATCHES.equals(face.getValue()) : null,
                chip.getValue());
    }
}
