package jp.madoguchi.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/** Tells the server now and then that somebody is typing or pointing, so that a long text is not a forgotten desk. */
@Tag("activity-watch")
@JsModule("context://ui/activity-watch.js")
final class ActivityWatch extends Component {

    ActivityWatch() {
        // The event itself is the news: whatever arrives as an event counts as activity.
        getElement().addEventListener("activity", event -> {});
    }
}
