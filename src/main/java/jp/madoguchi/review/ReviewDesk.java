package jp.madoguchi.review;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/** Around the desk: Enter in the figures, and the heartbeat of the lease. */
@Tag("review-desk")
@JsModule("context://ui/review-desk.js")
public class ReviewDesk extends Component implements HasComponents {

    public ReviewDesk(Component... parts) {
        add(parts);
    }

    /** At every sign of life of the tab. */
    public void onBeat(Runnable act) {
        getElement().addEventListener("desk-beat", event -> act.run());
    }

    /** Enter in a field of figures. */
    public void onEnter(Runnable act) {
        getElement().addEventListener("desk-enter", event -> act.run());
    }
}
