package jp.madoguchi.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.time.Duration;

/** How long something has been going on; runs in the browser and asks the server nothing. */
@Tag("elapsed-time")
@JsModule("context://ui/clocks.js")
public final class ElapsedTime extends Component implements HasStyle {

    /** @param soFar how long it is at this moment */
    public ElapsedTime(Duration soFar) {
        addClassName("clock");
        getElement().setText(Formats.timer(soFar));
        getElement().setAttribute("role", "timer");
        getElement().setAttribute("seconds", String.valueOf(Math.max(0, soFar.toSeconds())));
    }
}
