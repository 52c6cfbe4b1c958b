package jp.madoguchi.ui;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jp.madoguchi.core.Json;
import tools.jackson.databind.node.ArrayNode;

/** Listens to the keys of the console, and says on a question mark which of them work on the page that is open. */
@Tag("shortcut-keys")
@JsModule("context://ui/shortcuts.js")
public final class ShortcutKeys extends Component {

    /** The same for everybody, and kept once: a copy weighs 26 KiB in each session. */
    private static final ArrayNode KEYS = Json.tree(Shortcut.all()
            .map(shortcut -> Map.of(
                    "name", shortcut.name(),
                    "act", shortcut.act().name(),
                    "chords", shortcut.chords()))
            .toList());

    public ShortcutKeys() {
        getElement().setPropertyJson("keys", KEYS);
        getElement()
                .addEventListener(
                        "help",
                        help -> open(help.getEventData().get("event.detail").asString()))
                .addEventData("event.detail");
    }

    /** The same by the mouse. */
    public static void help() {
        UI.getCurrent().getPage().executeJs("document.querySelector('shortcut-keys').help()");
    }

    private static void open(String working) {
        var names = List.of(working.split(" "));
        var dialog = new Dialog();
        dialog.setHeaderTitle(t("shortcut.help"));
        dialog.setWidth("34rem");
        dialog.addClassName("shortcut-help");
        var list = new FactList();
        Shortcut.all()
                .filter(shortcut -> names.contains(shortcut.name()))
                .forEach(shortcut -> list.fact(keys(shortcut), new Span(shortcut.words())));
        var means = new Paragraph(t("shortcut.help.means"));
        means.addClassName("muted");
        dialog.add(list, means);
        var close = new Button(t("button.close"), click -> dialog.close());
        close.setAutofocus(true);
        dialog.getFooter().add(close);
        dialog.open();
    }

    static String keys(Shortcut shortcut) {
        var chords = shortcut.chords();
        if (chords.size() > 2) {
            return t(
                    "shortcut.range",
                    chords.getFirst().words(),
                    chords.getLast().words());
        }
        return chords.stream().map(Shortcut.Chord::words).collect(Collectors.joining(t("shortcut.or")));
    }
}
