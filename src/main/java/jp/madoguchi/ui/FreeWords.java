package jp.madoguchi.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import java.util.stream.Stream;
import jp.madoguchi.core.MyNumber;

/** A field for words of one's own, in which somebody may have noted a My Number. Every such field of the console is one. */
public interface FreeWords {

    String getValue();

    void setValue(String words);

    /** Puts the cursor back into it. */
    default void goBack() {
        if (this instanceof Focusable<?> field) {
            field.focus();
        }
    }

    /** Asks about each number that may be a My Number in the fields of a form; goes on when there is none, or none any more. */
    static void settle(Component form, Runnable goOn) {
        within(form)
                .filter(field -> MyNumber.in(field.getValue()).isPresent())
                .findFirst()
                .ifPresentOrElse(field -> new MyNumberDialog(field, () -> settle(form, goOn)).open(), goOn);
    }

    private static Stream<FreeWords> within(Component component) {
        return component instanceof FreeWords field && component.isVisible()
                ? Stream.of(field)
                : component.getChildren().flatMap(FreeWords::within);
    }
}
