package jp.madoguchi.review;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import jp.madoguchi.ui.Shortcut;

/**
 * The way from a queue to its next case, by click and by key. A queue makes it once and keeps it when what is around it is drawn
 * anew: a press that is on its way when news arrive still meets it.
 */
public final class NextCase extends Button {

    public NextCase(String words, Runnable act) {
        super(words, click -> act.run());
        addThemeVariants(ButtonVariant.PRIMARY);
        Shortcut.CASE_NEXT.on(this);
    }
}
