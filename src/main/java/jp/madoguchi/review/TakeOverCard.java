package jp.madoguchi.review;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import java.util.UUID;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.FreeWords;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.WordsArea;
import jp.madoguchi.ui.Work;

/** Takes over what somebody else has, with a reason that they read at once. */
public class TakeOverCard extends Div {

    /** Takes an item of a desk over. */
    public interface Taking {
        UUID takeOver(OperationId id, String note);
    }

    public TakeOverCard(Work work, Taking taking, Runnable taken) {
        var messages = new MessagePanel();
        var note = new WordsArea(t("review.take-over.why"));
        note.setMaxLength(Leases.NOTE_LIMIT);
        note.setHelperText(t("review.take-over.told"));
        var id = OperationId.make();
        var button = new Button(
                t("review.take-over"),
                click -> FreeWords.settle(
                        this,
                        () -> work.write(
                                messages, id, () -> taking.takeOver(id, note.getValue()), done -> taken.run(), taken)));
        var title = new H2(t("review.take-over.title"));
        title.addClassName("card-title");
        addClassNames("card", "stack");
        add(title, note, messages, button);
    }
}
