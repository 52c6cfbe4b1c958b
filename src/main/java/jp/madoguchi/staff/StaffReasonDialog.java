package jp.madoguchi.staff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Paragraph;
import java.util.function.BiFunction;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.WordsLine;
import jp.madoguchi.ui.Work;

/** Asks why, and does it. */
final class StaffReasonDialog extends HouseDialog {

    private final Work work;
    private final BiFunction<OperationId, String, ?> useCase;
    private final Runnable done;
    private final OperationId id = OperationId.make();
    final WordsLine reason = new WordsLine(t("staff.reason"));

    /** @param means what comes of it */
    StaffReasonDialog(
            String title, String means, Work work, BiFunction<OperationId, String, ?> useCase, Runnable done) {
        super(title, title);
        this.work = work;
        this.useCase = useCase;
        this.done = done;
        reason.setMaxLength(StaffForm.REASON);
        reason.setWidthFull();
        body(new Paragraph(means), reason);
        reason.getElement().executeJs("setTimeout(() => this.focus())");
    }

    @Override
    protected void submit() {
        work.write(messages, id, () -> useCase.apply(id, reason.getValue()), outcome -> finish(), this::finish);
    }

    private void finish() {
        close();
        done.run();
    }
}
