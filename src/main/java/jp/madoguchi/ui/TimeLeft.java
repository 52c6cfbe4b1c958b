package jp.madoguchi.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.time.Duration;

/** How many minutes are left, within a sentence; runs in the browser and tells the server once, when nothing is left. */
@Tag("time-left")
@JsModule("context://ui/clocks.js")
public final class TimeLeft extends Component implements HasStyle {

    /**
     * @param sentence with {0} for the number of minutes, begun ones counted
     * @param left how long it is from this moment on
     * @param over what the screen does when it is over
     */
    public TimeLeft(String sentence, Duration left, Runnable over) {
        var seconds = Math.max(0, left.toSeconds());
        getElement().setText(sentence.replace("{0}", String.valueOf((seconds + 59) / 60)));
        getElement().setAttribute("text", sentence);
        getElement().setAttribute("seconds", String.valueOf(seconds));
        getElement().addEventListener("time-over", event -> over.run());
    }
}
