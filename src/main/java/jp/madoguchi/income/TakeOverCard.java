package jp.madoguchi.income;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import java.util.UUID;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.review.Leases;
import jp.madoguchi.ui.FreeWords;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.WordsArea;
import jp.madoguchi.ui.Work;

/** Takes over what somebody else has, with a reason that they read at once. */
class TakeOverCard extends Div {

    TakeOverCard(ReviewQueue queue, Work work, UUID sending, Runnable taken) {
        var messages = new MessagePanel();
        var note = new WordsArea(t("income.take-over.why"));
        note.setMaxLength(Leases.NOTE_LIMIT);
        note.setHelperText(t("income.take-over.told"));
        var id = OperationId.make();
        var button = new Button(
                t("income.take-over"),
                click -> FreeWords.settle(
                        this,
                        () -> work.write(
                                messages,
                                id,
                                () -> queue.takeOver(id, sending, note.getValue()),
                                done -> taken.run(),
                                taken)));
        var title = new H2(t("income.take-over.title"));
        title.addClassName("card-title");
        addClassNames("card", "stack");
        add(title, note, messages, button);
    }
}
