package jp.madoguchi.notice;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import jp.madoguchi.ui.WordsArea;
import jp.madoguchi.ui.WordsLine;
import org.jspecify.annotations.Nullable;

/** The fields of a notice, with the templates that begin one. */
final class NoticeFields extends Div {

    private final Runnable changed;
    private final Select<NoticeTemplate> template = new Select<>();
    private final RadioButtonGroup<NoticeKind> kind = new RadioButtonGroup<>(t("notice.field.kind"));
    private final RadioButtonGroup<NoticeSeverity> severity = new RadioButtonGroup<>(t("notice.field.severity"));
    private final CheckboxGroup<AffectedService> services = new CheckboxGroup<>(t("notice.field.services"));
    private final WordsLine banks = new WordsLine(t("notice.field.banks"));
    private final WordsLine title = new WordsLine(t("notice.field.title"));
    private final WordsArea body = new WordsArea(t("notice.field.body"));
    private final WordsArea toSay = new WordsArea(t("notice.field.to-say"));
    private final WordsLine titleEn = new WordsLine(t("notice.field.title-en"));
    private final WordsArea bodyEn = new WordsArea(t("notice.field.body-en"));
    private final ClockField affectedFrom = new ClockField(t("notice.field.affected-from"));
    private final ClockField affectedTo = new ClockField(t("notice.field.affected-to"));
    private final ClockField shownFrom = new ClockField(t("notice.field.shown-from"));
    private final ClockField shownUntil = new ClockField(t("notice.field.shown-until"));
    private final Map<HasValue<?, String>, TemplateWords> words = new LinkedHashMap<>();
    private boolean filling;

    /** @param changed called after every change by the person */
    NoticeFields(List<NoticeTemplate> templates, Runnable changed) {
        this.changed = changed;
        addClassNames("form-grid", "notice-fields");
        template.setLabel(t("notice.field.template"));
        template.setItems(templates);
        template.setItemLabelGenerator(NoticeTemplate::name);
        template.setHelperText(t("notice.template.means"));
        kind.setItems(NoticeKind.values());
        kind.setItemLabelGenerator(NoticeWords::kind);
        severity.setItems(NoticeSeverity.values());
        severity.setItemLabelGenerator(NoticeWords::severity);
        services.setItems(AffectedService.values());
        services.setItemLabelGenerator(NoticeWords::service);
        Stream.<HasStyle>of(kind, severity, services).forEach(choice -> choice.addClassName("across"));
        Stream.of(title, titleEn).forEach(line -> line(line, NoticeForm.TITLE));
        line(banks, NoticeForm.BANKS);
        banks.setHelperText(t("notice.banks.means"));
        area(body, NoticeForm.BODY);
        area(toSay, NoticeForm.TO_SAY);
        area(bodyEn, NoticeForm.BODY);
        Stream.<HasValue<?, String>>of(title, body, toSay, titleEn, bodyEn)
                .forEach(field -> words.put(field, new TemplateWords()));
        title.setRequiredIndicatorVisible(true);
        body.setRequiredIndicatorVisible(true);
        shownFrom.setHelperText(t("notice.shown-from.means"));
        affectedTo.setHelperText(t("notice.affected-to.means"));
        shownUntil.setHelperText(t("notice.shown-until.means"));
        add(template, kind, severity, services, banks, affectedFrom, affectedTo, shownFrom, shownUntil);
        add(title, body, toSay, titleEn, bodyEn);
        getChildren()
                .filter(field ->
                        field != affectedFrom && field != affectedTo && field != shownFrom && field != shownUntil)
                .forEach(field -> field.addClassName("wide"));
        template.addValueChangeListener(change -> take(change.getValue()));
        Stream.<HasValue<?, ?>>of(
                        kind,
                        severity,
                        services,
                        banks,
                        title,
                        body,
                        toSay,
                        titleEn,
                        bodyEn,
                        affectedFrom,
                        affectedTo,
                        shownFrom,
                        shownUntil)
                .forEach(field -> field.addValueChangeListener(change -> changed()));
    }

    private static void line(TextField field, int limit) {
        field.setMaxLength(limit);
        field.setValueChangeMode(ValueChangeMode.ON_CHANGE);
    }

    private static void area(TextArea field, int limit) {
        field.setMaxLength(limit);
        field.setMinRows(3);
        field.setValueChangeMode(ValueChangeMode.ON_CHANGE);
    }

    private void take(@Nullable NoticeTemplate chosen) {
        if (chosen == null) {
            return;
        }
        filling = true;
        words(title).take(chosen.title());
        words(body).take(chosen.body());
        words(toSay).take(chosen.toSay());
        words(titleEn).take(chosen.titleEn());
        words(bodyEn).take(chosen.bodyEn());
        kind.setValue(chosen.kind());
        severity.setValue(chosen.severity());
        if (services.isEmpty()) {
            services.setValue(Set.copyOf(chosen.services()));
        }
        filling = false;
        changed();
    }

    private TemplateWords words(HasValue<?, String> field) {
        return Objects.requireNonNull(words.get(field));
    }

    private void changed() {
        if (filling) {
            return;
        }
        arrange();
        filling = true;
        words.forEach((field, template) ->
                field.setValue(template.follow(field.getValue(), variables(field == titleEn || field == bodyEn))));
        filling = false;
        changed.run();
    }

    private void arrange() {
        banks.setVisible(services.getValue().contains(AffectedService.INSTANT_TRANSFER));
    }

    private Map<String, String> variables(boolean english) {
        return NoticeVariables.of(form(), english);
    }

    NoticeForm form() {
        return new NoticeForm(
                kind.getValue(),
                severity.getValue(),
                services.getValue().stream().sorted().toList(),
                banks.getValue(),
                title.getValue(),
                body.getValue(),
                toSay.getValue(),
                titleEn.getValue(),
                bodyEn.getValue(),
                affectedFrom.instant(),
                affectedTo.instant(),
                shownFrom.instant(),
                shownUntil.instant());
    }

    /** The first thing to choose has the keyboard. */
    void focus() {
        template.focus();
    }

    void fill(NoticeForm form) {
        filling = true;
        kind.setValue(form.kind());
        severity.setValue(form.severity());
        services.setValue(Set.copyOf(form.services()));
        set(banks, form.banks());
        set(title, form.title());
        set(body, form.body());
        set(toSay, form.toSay());
        set(titleEn, form.titleEn());
        set(bodyEn, form.bodyEn());
        affectedFrom.setInstant(form.affectedFrom());
        affectedTo.setInstant(form.affectedTo());
        shownFrom.setInstant(form.shownFrom());
        shownUntil.setInstant(form.shownUntil());
        arrange();
        filling = false;
    }

    private static void set(HasValue<?, String> field, @Nullable String words) {
        field.setValue(words == null ? "" : words);
    }
}
