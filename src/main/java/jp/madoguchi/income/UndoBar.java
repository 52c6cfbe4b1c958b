package jp.madoguchi.income;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.TimeLeft;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** What was decided last, and the way back while there is one. */
class UndoBar extends Div {

    private final CertificateDecision decisions;
    private final Work work;
    private final MessagePanel messages;
    private final Consumer<UUID> undone;
    private @Nullable UUID decision;

    /**
     * @param messages where a refusal is told
     * @param undone what the screen does with the papers (their sending) that wait again
     */
    UndoBar(CertificateDecision decisions, Work work, MessagePanel messages, Consumer<UUID> undone) {
        this.decisions = decisions;
        this.work = work;
        this.messages = messages;
        this.undone = undone;
        addClassName("undo-bar");
        getElement().setAttribute("role", "status");
        setVisible(false);
    }

    void show(Decided decided) {
        decision = decided.ref();
        removeAll();
        var said = decided.secondLook().isEmpty()
                ? t("income.undo.soon")
                : t("income.undo.second", IncomeWords.causes(decided.secondLook()));
        add(new Span(said), new Button(t("income.undo"), click -> undo()));
        if (decided.effectiveAt() != null) {
            add(new TimeLeft(
                    t("income.undo.left"), Duration.between(decided.decidedAt(), decided.effectiveAt()), this::hide));
        }
        setVisible(true);
    }

    /** Takes back what was decided last, if that is still shown. */
    void undo() {
        var last = decision;
        if (last == null) {
            return;
        }
        var id = OperationId.make();
        work.write(
                messages,
                id,
                () -> decisions.undo(id, last),
                sending -> {
                    hide();
                    undone.accept(sending);
                },
                this::hide);
    }

    void hide() {
        decision = null;
        setVisible(false);
    }
}
