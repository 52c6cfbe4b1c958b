package jp.madoguchi.income;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Paragraph;
import java.util.UUID;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** Masks a certificate that stands in quarantine, for good. */
public final class MaskingDialog extends HouseDialog {

    private final Masking masking;
    private final Work work;
    private final Runnable masked;
    private final OperationId id = OperationId.make();
    private final MaskBoard board = new MaskBoard();
    private @Nullable PageSet opened;

    /** @param masked what the screen does once it is masked */
    public MaskingDialog(UUID ref, Masking masking, Work work, Runnable masked) {
        super(t("income.mask.title"), t("income.mask.save"));
        this.masking = masking;
        this.work = work;
        this.masked = masked;
        setWidth("min(76rem, 96vw)");
        body(board, new Paragraph(t("income.mask.forever")));
        primary.setVisible(false);
        work.read(messages, () -> masking.open(ref), this::show);
    }

    private void show(PageSet set) {
        opened = set;
        board.put(set.pages().stream()
                .map(facts -> new MaskLeaf(facts, () -> masking.page(set, facts.number())))
                .toList());
        primary.setVisible(true);
    }

    @Override
    protected void submit() {
        var set = opened;
        if (set == null) {
            return;
        }
        work.write(
                messages,
                id,
                () -> {
                    masking.mask(id, set, board.masks());
                    return set;
                },
                done -> end(),
                this::end);
        board.showOpen();
    }

    private void end() {
        close();
        masked.run();
    }
}
