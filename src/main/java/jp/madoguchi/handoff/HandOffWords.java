package jp.madoguchi.handoff;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;

/** How a hand-off is said on every screen that shows one. */
final class HandOffWords {

    private HandOffWords() {}

    static String purpose(HandOff.Purpose purpose) {
        return code("hand_off", "purpose", purpose.name());
    }

    /** Number, what for, and where it stands. */
    static Div line(HandOffDue due) {
        var number = new Span(due.no().spoken());
        number.addClassName("hand-off-number");
        var line = new Div(number, new Span(purpose(due.purpose())), state(due), new Span(due.placeName()));
        line.addClassName("contact-line");
        return line;
    }

    static Chip state(HandOffDue due) {
        if (due.taken()) {
            return new Chip(t("handoff.served"), Chip.Weight.GOOD);
        }
        if (due.overdue()) {
            return new Chip(t("handoff.overdue", Formats.date(due.dueOn())), Chip.Weight.STOP);
        }
        var expected = due.expectedOn();
        return expected == null
                ? new Chip(t("handoff.until", Formats.date(due.dueOn())), Chip.Weight.PLAIN)
                : new Chip(t("handoff.expected", Formats.date(expected)), Chip.Weight.CAREFUL);
    }
}
