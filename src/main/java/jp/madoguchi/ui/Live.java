package jp.madoguchi.ui;

import com.vaadin.flow.component.Component;
import java.util.function.Function;
import jp.madoguchi.core.CurrentStaff;

/** Ties a source of news to a component: heard while it is on a screen, on that screen's own thread. */
public final class Live {

    private Live() {}

    /**
     * @param source takes a listener, which it may call on any thread, and answers how to end the listening
     * @param refresh runs within {@code UI.access}
     */
    public static void refresh(Component component, Function<Runnable, Runnable> source, Runnable refresh) {
        component.addAttachListener(attached -> {
            var ui = attached.getUI();
            var end = source.apply(() -> {
                if (ui.isAttached()) {
                    ui.access(() -> {
                        // The session may have ended since.
                        if (CurrentStaff.find().isPresent()) {
                            refresh.run();
                        }
                    });
                }
            });
            component.addDetachListener(detached -> {
                detached.unregisterListener();
                end.run();
            });
        });
    }
}
