package jp.madoguchi.notice;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.timepicker.TimePicker;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.notice.RuleChange.What;
import jp.madoguchi.ui.DateField;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.WordsArea;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** A change of the maintenance. The first click shows which windows come and go, the second sends it to another admin. */
final class RuleDialog extends HouseDialog {

    private final MaintenanceRules rules;
    private final Work work;
    private final Runnable done;
    private final What what;
    private final @Nullable Long ruleId;
    private final @Nullable LocalDate windowDay;
    private final OperationId id = OperationId.make();
    private final ClockField countsFrom = new ClockField(t("notice.rule.counts-from"));
    private final RadioButtonGroup<RuleKind> kind = new RadioButtonGroup<>(t("notice.rule.kind"));
    private final Select<DayOfWeek> weekday = new Select<>();
    private final Select<Integer> nth = new Select<>();
    private final IntegerField month = number("notice.rule.month", 12);
    private final IntegerField day = number("notice.rule.day", 31);
    private final DateField onDate = new DateField(t("notice.rule.on-date"));
    private final TimePicker starts = new TimePicker(t("notice.rule.starts"));
    private final IntegerField minutes = number("notice.rule.minutes", 48 * 60);
    private final ClockField movedTo = new ClockField(t("notice.rule.moved-to"));
    private final WordsArea reason = new WordsArea(t("notice.reason"));
    private final Div moves = new Div();
    private @Nullable RuleChange shown;

    /** A new rule. */
    RuleDialog(MaintenanceRules rules, Work work, Runnable done) {
        this(rules, work, done, What.ADD, null, null);
    }

    static RuleDialog replacing(MaintenanceRules rules, Work work, Runnable done, MaintenanceRules.Rule rule) {
        var dialog = new RuleDialog(rules, work, done, What.REPLACE, rule.id(), null);
        dialog.fill(rule.form());
        return dialog;
    }

    static RuleDialog ending(MaintenanceRules rules, Work work, Runnable done, MaintenanceRules.Rule rule) {
        return new RuleDialog(rules, work, done, What.END, rule.id(), null);
    }

    static RuleDialog skipping(MaintenanceRules rules, Work work, Runnable done, MaintenanceWindow window) {
        return new RuleDialog(rules, work, done, What.SKIP, window.ruleId(), window.day());
    }

    static RuleDialog moving(MaintenanceRules rules, Work work, Runnable done, MaintenanceWindow window) {
        var dialog = new RuleDialog(rules, work, done, What.MOVE, window.ruleId(), window.day());
        dialog.movedTo.setInstant(window.from());
        return dialog;
    }

    private RuleDialog(
            MaintenanceRules rules,
            Work work,
            Runnable done,
            What what,
            @Nullable Long ruleId,
            @Nullable LocalDate windowDay) {
        super(t("notice.change.title." + what), t("notice.rule.preview"));
        this.rules = rules;
        this.work = work;
        this.done = done;
        this.what = what;
        this.ruleId = ruleId;
        this.windowDay = windowDay;
        setWidth("44rem");
        kind.setItems(RuleKind.values());
        kind.setItemLabelGenerator(each -> code("maintenance_rule", "kind", each.name()));
        kind.setValue(RuleKind.WEEKLY);
        weekday.setLabel(t("notice.rule.weekday"));
        weekday.setItems(DayOfWeek.values());
        weekday.setItemLabelGenerator(RuleWords::weekday);
        nth.setLabel(t("notice.rule.nth"));
        nth.setItems(1, 2, 3, 4, 5);
        nth.setItemLabelGenerator(each -> t("notice.rule.nth.label", each));
        starts.setLocale(Locale.JAPAN);
        starts.setStep(Duration.ofMinutes(30));
        starts.setValue(LocalTime.MIDNIGHT);
        starts.setHelperText(t("notice.zone"));
        minutes.setHelperText(t("notice.rule.minutes.means"));
        reason.setMaxLength(Notices.REASON);
        reason.setWidthFull();
        var fields = new Div(countsFrom, kind, weekday, nth, month, day, onDate, starts, minutes, movedTo);
        fields.addClassName("form-grid");
        kind.addClassName("wide");
        moves.addClassName("notice-moves");
        moves.getElement().setAttribute("role", "status");
        body(fields, reason, moves);
        kind.addValueChangeListener(change -> arrange());
        Stream.<HasValue<?, ?>>of(countsFrom, kind, weekday, nth, month, day, onDate, starts, minutes, movedTo, reason)
                .forEach(field -> field.addValueChangeListener(change -> typed()));
        arrange();
    }

    private static IntegerField number(String key, int greatest) {
        var field = new IntegerField(t(key));
        field.setMin(1);
        field.setMax(greatest);
        field.setStepButtonsVisible(true);
        return field;
    }

    private void fill(RuleForm form) {
        kind.setValue(form.kind());
        weekday.setValue(form.weekday());
        nth.setValue(form.nth());
        var yearly = form.yearly();
        if (yearly != null) {
            month.setValue(yearly.getMonthValue());
            day.setValue(yearly.getDayOfMonth());
        }
        starts.setValue(form.starts());
        minutes.setValue(form.minutes());
    }

    private void arrange() {
        var chosen = kind.getValue();
        countsFrom.setVisible(!what.isOfOneWindow());
        List.<Component>of(kind, starts, minutes).forEach(field -> field.setVisible(what.hasRule()));
        weekday.setVisible(what.hasRule() && (chosen == RuleKind.WEEKLY || chosen == RuleKind.NTH_WEEKDAY));
        nth.setVisible(what.hasRule() && chosen == RuleKind.NTH_WEEKDAY);
        month.setVisible(what.hasRule() && chosen == RuleKind.FIXED_DATE);
        day.setVisible(what.hasRule() && chosen == RuleKind.FIXED_DATE);
        onDate.setVisible(what.hasRule() && chosen == RuleKind.ONE_OFF);
        movedTo.setVisible(what == What.MOVE);
    }

    /** What was shown is not what would be sent any more. */
    private void typed() {
        shown = null;
        moves.removeAll();
        primary.setText(t("notice.rule.preview"));
    }

    @Override
    protected void submit() {
        var change = change();
        if (change.equals(shown)) {
            work.write(messages, id, () -> rules.send(id, change), sent -> finish(), this::finish);
            return;
        }
        work.read(messages, () -> rules.preview(change), found -> {
            moves.removeAll();
            moves.add(new MoveList(found));
            shown = change;
            primary.setText(t("notice.rule.send"));
        });
    }

    private RuleChange change() {
        return new RuleChange(
                what,
                ruleId,
                what.isOfOneWindow() ? null : countsFrom.instant(),
                what.hasRule() ? rule() : null,
                windowDay,
                what == What.MOVE ? movedTo.instant() : null,
                reason.getValue());
    }

    private RuleForm rule() {
        var chosen = kind.getValue();
        return new RuleForm(
                chosen,
                weekday.isVisible() ? weekday.getValue() : null,
                nth.isVisible() ? nth.getValue() : null,
                chosen == RuleKind.FIXED_DATE ? yearly() : null,
                chosen == RuleKind.ONE_OFF ? onDate.date().orElse(null) : null,
                starts.getValue(),
                minutes.getValue());
    }

    private @Nullable MonthDay yearly() {
        var m = month.getValue();
        var d = day.getValue();
        if (m == null || d == null || m < 1 || m > 12 || d < 1) {
            return null;
        }
        var last = Month.of(m).maxLength();
        return d > last ? null : MonthDay.of(m, d);
    }

    private void finish() {
        close();
        done.run();
    }
}
