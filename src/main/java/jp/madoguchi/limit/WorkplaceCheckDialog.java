package jp.madoguchi.limit;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.util.UUID;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.lending.WorkplaceChecks;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;

/** Records a check of the workplace (在籍確認); whoever calls gives their own name, never the company's. */
final class WorkplaceCheckDialog extends HouseDialog {

    private final WorkplaceChecks workplaces;
    private final Work work;
    private final UUID request;
    private final MemberNo memberNo;
    private final Runnable done;
    private final RadioButtonGroup<WorkplaceChecks.Way> way = new RadioButtonGroup<>(t("limit.workplace.way"));
    private final RadioButtonGroup<WorkplaceChecks.Result> result = new RadioButtonGroup<>(t("limit.workplace.result"));
    private final OperationId id = OperationId.make();

    WorkplaceCheckDialog(WorkplaceChecks workplaces, Work work, UUID request, MemberNo memberNo, Runnable done) {
        super(t("limit.case.workplace"), t("limit.workplace.record"));
        this.workplaces = workplaces;
        this.work = work;
        this.request = request;
        this.memberNo = memberNo;
        this.done = done;
        way.setItems(WorkplaceChecks.Way.values());
        way.setItemLabelGenerator(each -> code("workplace_check", "way", each.name()));
        way.setValue(WorkplaceChecks.Way.PHONE);
        result.setItems(WorkplaceChecks.Result.values());
        result.setItemLabelGenerator(each -> code("workplace_check", "result", each.name()));
        result.addClassName("vertical");
        result.addValueChangeListener(change -> primary.setEnabled(change.getValue() != null));
        primary.setEnabled(false);
        body(new Paragraph(t("limit.workplace.say")), way, result);
    }

    @Override
    protected void submit() {
        work.write(
                messages,
                id,
                () -> {
                    workplaces.record(id, request, memberNo, way.getValue(), result.getValue());
                    return id;
                },
                recorded -> finish(),
                this::finish);
    }

    private void finish() {
        close();
        done.run();
    }
}
