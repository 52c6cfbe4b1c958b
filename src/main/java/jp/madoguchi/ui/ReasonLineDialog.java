package jp.madoguchi.ui;

import com.vaadin.flow.component.Component;
import java.util.Arrays;
import java.util.stream.Stream;
import jp.madoguchi.core.OperationId;

/** Asks why, in one line, and does it. */
public final class ReasonLineDialog extends HouseDialog {

    /** What is done with the reason. */
    public interface UseCase {
        void apply(OperationId id, String reason);
    }

    private final OperationId id = OperationId.make();
    private final WordsLine reason;
    private final UseCase useCase;
    private final Work work;
    private final Runnable done;

    /**
     * @param label of the one field
     * @param limit greatest length of the reason in code points
     * @param above what stands above the field
     */
    public ReasonLineDialog(
            String title,
            String act,
            String label,
            int limit,
            UseCase useCase,
            Work work,
            Runnable done,
            Component... above) {
        super(title, act);
        this.useCase = useCase;
        this.work = work;
        this.done = done;
        reason = new WordsLine(label);
        reason.setRequiredIndicatorVisible(true);
        reason.setMaxLength(limit);
        body(Stream.concat(Arrays.stream(above), Stream.of(reason)).toArray(Component[]::new));
        sendOnEnter();
        reason.getElement().executeJs("setTimeout(() => this.focus())");
    }

    @Override
    protected void submit() {
        messages.clear();
        work.write(
                messages,
                id,
                () -> {
                    useCase.apply(id, reason.getValue());
                    return id;
                },
                same -> finish(),
                this::finish);
    }

    private void finish() {
        close();
        done.run();
    }
}
