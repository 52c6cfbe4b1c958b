package jp.madoguchi.staff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.ui.DateField;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.WordsLine;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** What an account is to be, and, while it is put together, what its person will be able to do. */
final class StaffChangeDialog extends HouseDialog {

    private final StaffAccounts staff;
    private final Work work;
    private final StaffFile file;
    private final Runnable done;
    private final OperationId id = OperationId.make();
    final TextField signInName = new TextField(t("staff.sign-in.name"));
    final TextField family = new TextField(t("staff.family"));
    final TextField given = new TextField(t("staff.given"));
    final TextField familyKana = new TextField(t("staff.family-kana"));
    final TextField givenKana = new TextField(t("staff.given-kana"));
    final RadioButtonGroup<StaffState> state = new RadioButtonGroup<>(t("staff.state"));
    final DateField validFrom = new DateField(t("staff.valid-from"));
    final DateField lastDay = new DateField(t("staff.last-day"));
    final CheckboxGroup<Role> roles = new CheckboxGroup<>(t("staff.roles"));
    final MultiSelectComboBox<Workplace> places = new MultiSelectComboBox<>(t("staff.places"));
    final DateField effectiveOn = new DateField(t("staff.effective"));
    final Checkbox resets = new Checkbox(t("staff.resets.ask"));
    final WordsLine reason = new WordsLine(t("staff.reason"));
    final Div preview = new Div();

    StaffChangeDialog(StaffAccounts staff, Work work, StaffFile file, List<Workplace> open, Runnable done) {
        super(t(file.now() == null ? "staff.act.new" : "staff.act.change"), t("staff.act.send"));
        this.staff = staff;
        this.work = work;
        this.file = file;
        this.done = done;
        addClassName("staff-dialog");
        state.setItems(StaffState.values());
        state.setItemLabelGenerator(each -> t("code.staff.state." + each));
        roles.setItems(Role.values());
        roles.setItemLabelGenerator(role -> t("staff.role." + role));
        places.setItems(open.stream()
                .sorted(java.util.Comparator.comparing(place -> place.placeNo().value()))
                .toList());
        places.setItemLabelGenerator(place ->
                t("staff.workplace.place", place.name(), t("staff.place-kind." + place.kind()), place.placeNo()));
        List.of(signInName, family, given, familyKana, givenKana).forEach(field -> field.setMaxLength(StaffForm.NAME));
        reason.setMaxLength(StaffForm.REASON);
        reason.setWidthFull();
        places.setWidthFull();
        fill(file.now(), open);
        roles.addValueChangeListener(change -> preview());
        state.addValueChangeListener(change -> preview());
        preview.addClassName("staff-preview");
        preview.getElement().setAttribute("aria-live", "polite");
        var names = new Div(family, given, familyKana, givenKana, signInName);
        names.addClassName("staff-names");
        var days = new Div(validFrom, lastDay, effectiveOn);
        days.addClassName("staff-names");
        var form = new Div(names, state, days, roles, places, resets, reason);
        form.addClassName("stack");
        file.planned().stream().findFirst().ifPresent(plan -> {
            var note = new Paragraph(t("staff.planned.replaced", Formats.date(plan.from())));
            note.addClassName("staff-planned");
            form.add(note);
        });
        var question = new Paragraph(t("staff.rights.question"));
        question.addClassName("card-title");
        var side = new Div(question, preview);
        side.addClassName("staff-side");
        var both = new Div(form, side);
        both.addClassNames("staff-both", "staff-form");
        body(both);
        preview();
    }

    private void fill(@Nullable StaffForm now, List<Workplace> open) {
        var today = Formats.date(LocalDate.now(java.time.Clock.system(Tokyo.ZONE)));
        effectiveOn.setValue(today);
        if (now == null) {
            state.setValue(StaffState.ACTIVE);
            validFrom.setValue(today);
            resets.setVisible(false);
            return;
        }
        signInName.setValue(Objects.requireNonNullElse(now.signInName(), ""));
        family.setValue(Objects.requireNonNullElse(now.family(), ""));
        given.setValue(Objects.requireNonNullElse(now.given(), ""));
        familyKana.setValue(Objects.requireNonNullElse(now.familyKana(), ""));
        givenKana.setValue(Objects.requireNonNullElse(now.givenKana(), ""));
        state.setValue(now.state());
        validFrom.setValue(now.validFrom() == null ? "" : Formats.date(now.validFrom()));
        lastDay.setValue(now.validTo() == null ? "" : Formats.date(now.validTo().minusDays(1)));
        roles.setValue(now.roles());
        places.setValue(open.stream()
                .filter(place -> now.places().contains(place.placeNo()))
                .collect(Collectors.toSet()));
    }

    private void preview() {
        var now = file.now();
        var before = now == null ? Set.<Role>of() : StaffWords.held(now.state(), now.roles());
        var after = StaffWords.held(state.getValue(), roles.getValue());
        work.read(messages, () -> staff.rights(before, after), rights -> {
            preview.removeAll();
            preview.add(StaffWords.rights(rights));
        });
    }

    @Override
    protected void submit() {
        if (!validFrom.isUnderstood() || !lastDay.isUnderstood() || !effectiveOn.isUnderstood()) {
            return;
        }
        var form = new StaffForm(
                signInName.getValue(),
                family.getValue(),
                given.getValue(),
                familyKana.getValue(),
                givenKana.getValue(),
                state.getValue(),
                validFrom.date().orElse(null),
                lastDay.date().map(day -> day.plusDays(1)).orElse(null),
                roles.getValue(),
                places.getValue().stream().map(Workplace::placeNo).collect(Collectors.toSet()),
                effectiveOn.date().orElse(null),
                resets.getValue(),
                reason.getValue());
        work.write(
                messages,
                id,
                () -> staff.send(id, file.staffNo(), file.version(), form),
                sent -> finish(),
                this::finish);
    }

    private void finish() {
        close();
        done.run();
    }
}
