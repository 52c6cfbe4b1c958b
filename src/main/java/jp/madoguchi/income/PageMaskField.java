package jp.madoguchi.income;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.server.streams.InputStreamDownloadHandler;
import java.util.List;
import java.util.function.Consumer;
import jp.madoguchi.core.Json;
import tools.jackson.core.JacksonException;

/** A page with the boxes over it: drawn by dragging, moved and sized by dragging or by keys. */
@Tag("page-mask")
@JsModule("context://ui/page-mask.js")
final class PageMaskField extends Component {

    private static final int MOST_TEXT = 20_000;

    /** @param changed gets the boxes after each change; what no browser of ours would send is left out of sight */
    PageMaskField(Consumer<List<Box>> changed) {
        getElement().setAttribute("box-label", t("income.mask.box"));
        getElement()
                .addEventListener(
                        "boxes",
                        event -> read(event.getEventData().get("event.detail").asString(), changed))
                .addEventData("event.detail");
    }

    /** @param picture gives the page to whoever has this screen, and to nobody else */
    void show(InputStreamDownloadHandler picture, String alternative, List<Box> boxes) {
        getElement().setAttribute("src", picture.inline());
        getElement().setAttribute("alt", alternative);
        getElement().callJsFunction("show", Json.write(boxes));
    }

    /** Lets the picture go. */
    void forget() {
        getElement().removeAttribute("src");
    }

    /** A new box in the middle, under the keyboard. */
    void addBox() {
        getElement().callJsFunction("add");
    }

    private static void read(String json, Consumer<List<Box>> changed) {
        if (json.length() > MOST_TEXT) {
            return;
        }
        try {
            changed.accept(List.of(Json.read(json, Box[].class)));
        } catch (JacksonException | IllegalArgumentException forged) {
            changed.accept(List.of());
        }
    }
}
