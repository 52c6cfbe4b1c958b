package jp.madoguchi.income;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jp.madoguchi.ui.TimeLeft;
import org.jspecify.annotations.Nullable;

/** What was decided last, and the way back while there is one. */
class UndoBar extends Div {

    private final Consumer<UUID> undo;
    private @Nullable UUID decision;

    UndoBar(Consumer<UUID> undo) {
        this.undo = undo;
        addClassName("undo-bar");
        getElement().setAttribute("role", "status");
        setVisible(false);
    }

    Optional<UUID> decision() {
        return Optional.ofNullable(decision);
    }

    void show(Decided decided) {
        decision = decided.ref();
        removeAll();
        var said = decided.secondLook().isEmpty()
                ? t("income.undo.soon")
                : t(
                        "income.undo.second",
                        decided.secondLook().stream()
                                .map(cause -> t("income.second." + cause))
                                .collect(Collectors.joining(t("income.list.comma"))));
        add(new Span(said), new Button(t("income.undo"), click -> decision().ifPresent(undo)));
        if (decided.effectiveAt() != null) {
            add(new TimeLeft(
                    t("income.undo.left"), Duration.between(decided.decidedAt(), decided.effectiveAt()), this::hide));
        }
        setVisible(true);
    }

    void hide() {
        decision = null;
        setVisible(false);
    }
}
