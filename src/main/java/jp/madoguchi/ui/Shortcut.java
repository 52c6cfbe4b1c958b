package jp.madoguchi.ui;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every key of the console that works beyond the field or button that has the focus: declared here and nowhere else, in the order
 * of the help. It works where a component carries it. A key alone counts only where nothing is typed, with Alt everywhere, and
 * none while an input method converts. None is a key of the browser.
 */
public enum Shortcut {
    HELP(Act.TELL, Chord.sign("?")),
    SEARCH(Act.FOCUS, Chord.alt("Slash"), Chord.sign("/")),
    MENU(Act.FOCUS, Chord.alt("KeyM")),
    CONTACT_OPEN(Act.PRESS, Chord.alt("KeyO")),
    CONTACT_FRONT(Act.PRESS, Chord.alt("KeyO")),
    CONTACT_NOTE(Act.PRESS, Chord.alt("KeyW")),
    CONTACT_CLOSE(Act.PRESS, Chord.alt("KeyQ")),
    TAB_PREVIOUS(Act.PREVIOUS, Chord.alt("Comma")),
    TAB_NEXT(Act.NEXT, Chord.alt("Period")),
    NOTICE_NEW(Act.PRESS, Chord.alt("KeyN")),
    NOTICE_ACTS(Act.FOCUS, Chord.alt("KeyA")),
    CASE_NEXT(Act.PRESS, Chord.alt("KeyN")),
    REVIEW_NEXT(Act.TELL, Chord.alt("KeyN")),
    REVIEW_ACCEPT(Act.TELL, Chord.alt("KeyA")),
    REVIEW_ASK(Act.TELL, Chord.alt("KeyK")),
    REVIEW_REFUSE(Act.TELL, Chord.alt("KeyJ")),
    REVIEW_UNDO(Act.TELL, Chord.alt("KeyU")),
    REVIEW_EYE(
            Act.TELL,
            Chord.alt("Digit1"),
            Chord.alt("Digit2"),
            Chord.alt("Digit3"),
            Chord.alt("Digit4"),
            Chord.alt("Digit5")),
    PAPER_PREVIOUS(Act.PRESS, Chord.alt("PageUp"), Chord.alt("Comma")),
    PAPER_FOLLOWING(Act.PRESS, Chord.alt("PageDown"), Chord.alt("Period")),
    PAPER_SCROLL(Act.TELL, Chord.alt("ArrowDown"), Chord.alt("ArrowUp")),
    PAPER_LARGER(Act.PRESS, Chord.alt("KeyZ")),
    PAPER_SMALLER(Act.PRESS, Chord.alt("KeyX")),
    PAPER_TURN(Act.PRESS, Chord.alt("KeyR")),
    PAPER_LIGHT(Act.PRESS, Chord.alt("KeyL")),
    PAPER_RESET(Act.PRESS, Chord.alt("Digit0")),
    MASK_ADD(Act.TELL_WITHIN, Chord.sign("n")),
    MASK_PREVIOUS(Act.TELL_WITHIN, Chord.sign("PageUp")),
    MASK_FOLLOWING(Act.TELL_WITHIN, Chord.sign("PageDown"));

    static final String CARRIED = "data-shortcuts";

    /** What becomes of the component that carries the key. */
    public enum Act {
        PRESS,
        FOCUS,
        /** It takes the event {@code shortcut}. */
        TELL,
        /** The same, while the focus is within it. */
        TELL_WITHIN,
        /** Of its links the one before the one that is open; so the next. */
        PREVIOUS,
        NEXT
    }

    /**
     * A key with Alt by its place on the keyboard, or a sign by what it writes.
     *
     * @param code of KeyboardEvent: its code, or its key for a sign
     */
    public record Chord(boolean alt, String code) {
        static Chord alt(String code) {
            return new Chord(true, code);
        }

        static Chord sign(String key) {
            return new Chord(false, key);
        }

        /** As people read it: Alt+N. */
        public String words() {
            var key = switch (code) {
                case "Slash" -> "/";
                case "Comma" -> ",";
                case "Period" -> ".";
                case "ArrowDown" -> "↓";
                case "ArrowUp" -> "↑";
                default -> code.replaceFirst("^(Key|Digit)", "").replaceFirst("^n$", "N");
            };
            return alt ? "Alt+" + key : key;
        }
    }

    private final Act act;
    private final List<Chord> chords;

    Shortcut(Act act, Chord... chords) {
        this.act = act;
        this.chords = List.of(chords);
    }

    public Act act() {
        return act;
    }

    public List<Chord> chords() {
        return chords;
    }

    /** What it does. */
    public String words() {
        return t("shortcut." + name());
    }

    /** From now on the key works with this component, as long as it is in sight. */
    public <C extends Component> C on(C carrier) {
        var names = new ArrayList<>(List.of(name()));
        var before = carrier.getElement().getAttribute(CARRIED);
        if (before != null) {
            names.addAll(0, List.of(before.split(" ")));
        }
        carrier.getElement().setAttribute(CARRIED, names.stream().distinct().collect(Collectors.joining(" ")));
        if (act == Act.PRESS || act == Act.FOCUS) {
            carrier.getElement()
                    .setAttribute(
                            "aria-keyshortcuts",
                            names.stream()
                                    .flatMap(each -> valueOf(each).chords.stream())
                                    .map(Chord::words)
                                    .collect(Collectors.joining(" ")));
        }
        return carrier;
    }

    /** For keys that TELL. */
    public void on(Component carrier, Runnable act) {
        on(carrier).getElement().addEventListener("shortcut-" + name(), event -> act.run());
    }

    /** The same for one of several keys, counted from 0. */
    public void on(Component carrier, int which, Runnable act) {
        on(carrier).getElement().addEventListener("shortcut-" + name() + "-" + which, event -> act.run());
    }

    static Stream<Shortcut> all() {
        return Stream.of(values());
    }
}
