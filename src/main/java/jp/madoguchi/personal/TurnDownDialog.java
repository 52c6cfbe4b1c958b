package jp.madoguchi.personal;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;

/** Turns a report down with a coded reason. */
final class TurnDownDialog extends HouseDialog {

    private final ChangeReports reports;
    private final Work work;
    private final ReportLine report;
    private final Runnable done;
    private final OperationId id = OperationId.make();
    private final RadioButtonGroup<TurnDown> reason = new RadioButtonGroup<>(t("personal.turn-down.reason"));

    /** @param done what the screen does once it is turned down */
    TurnDownDialog(ChangeReports reports, Work work, ReportLine report, Runnable done) {
        super(t("personal.report.turn-down"), t("personal.report.turn-down"));
        this.reports = reports;
        this.work = work;
        this.report = report;
        this.done = done;
        setWidth("36rem");
        reason.setItems(TurnDown.values());
        reason.setItemLabelGenerator(each -> code("change_report", "turn_down_reason", each.name()));
        body(ReportCard.table(report), reason, new Paragraph(t("personal.turn-down.effect")));
        sendOnEnter();
    }

    @Override
    protected void submit() {
        var chosen = reason.getValue();
        if (chosen == null) {
            reason.setErrorMessage(t("personal.turn-down.choose"));
            reason.setInvalid(true);
            return;
        }
        work.write(
                messages,
                id,
                () -> reports.turnDown(id, report.memberNo(), report.ref(), chosen),
                at -> finish(),
                this::finish);
    }

    private void finish() {
        close();
        done.run();
    }
}
