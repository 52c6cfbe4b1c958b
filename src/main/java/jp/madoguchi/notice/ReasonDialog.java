package jp.madoguchi.notice;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Paragraph;
import java.util.UUID;
import java.util.function.BiFunction;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.WordsArea;
import jp.madoguchi.ui.Work;

/** Asks why, and does it. */
final class ReasonDialog extends HouseDialog {

    private final Work work;
    private final BiFunction<OperationId, String, UUID> useCase;
    private final Runnable done;
    private final OperationId id = OperationId.make();
    private final WordsArea reason = new WordsArea(t("notice.reason"));

    /** @param means what comes of it */
    ReasonDialog(String title, String means, Work work, BiFunction<OperationId, String, UUID> useCase, Runnable done) {
        super(title, title);
        this.work = work;
        this.useCase = useCase;
        this.done = done;
        reason.setMaxLength(Notices.REASON);
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
