package jp.madoguchi.retention;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.retention.Retention.Hold;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.WordsLine;
import jp.madoguchi.ui.Work;

/** Ends a hold, with a word why. */
final class EndHoldDialog extends HouseDialog {

    private final OperationId id = OperationId.make();
    private final Hold hold;
    private final RetentionHolds holds;
    private final Work work;
    private final Runnable saved;
    private final TextField reason = new WordsLine(t("retention.hold.end.reason"));

    EndHoldDialog(Hold hold, RetentionHolds holds, Work work, Runnable saved) {
        super(t("retention.hold.end.of", hold.memberNo().value()), t("retention.hold.end"));
        this.hold = hold;
        this.holds = holds;
        this.work = work;
        this.saved = saved;
        reason.setRequiredIndicatorVisible(true);
        reason.setMaxLength(RetentionHolds.REASON_LIMIT);
        body(new Paragraph(t("retention.hold.end.explain", hold.reason())), reason);
        sendOnEnter();
    }

    @Override
    protected void submit() {
        messages.clear();
        work.write(
                messages,
                id,
                () -> {
                    holds.end(id, hold.ref(), reason.getValue());
                    return hold;
                },
                done -> finish(),
                this::finish);
    }

    private void finish() {
        close();
        saved.run();
    }
}
