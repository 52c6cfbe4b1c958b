package jp.madoguchi.review;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/** Around the desk: keys that work in every field, and the heartbeat of the lease. */
@Tag("review-desk")
@JsModule("context://ui/review-desk.js")
public class ReviewDesk extends Component implements HasComponents {

    public ReviewDesk(Component... parts) {
        add(parts);
    }

    /** @param key accept, ask, refuse, undo, next, eye-1 to eye-5, or beat */
    public void on(String key, Runnable act) {
        getElement().addEventListener("desk-" + key, event -> act.run());
    }
}
