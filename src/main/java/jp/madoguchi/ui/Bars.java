package jp.madoguchi.ui;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Locale;

/**
 * A chart of horizontal bars that reads as a list: each line a label, its parts as links to the rows behind them, and the
 * number. No more than six kinds of parts can be told apart.
 */
@StyleSheet("context://ui/bars.css")
public final class Bars extends Div {

    /**
     * A part of a bar.
     *
     * @param kind 0 to 5: which of the colours and hatchings
     * @param words what a reader hears: kind and number
     * @param address of the rows behind it
     */
    public record Part(int kind, long number, String words, String address) {}

    /** A line of the chart; its number is the sum of its parts. */
    public record Line(String label, List<Part> parts) {
        public Line {
            parts = List.copyOf(parts);
        }

        long number() {
            return parts.stream().mapToLong(Part::number).sum();
        }
    }

    public Bars(List<Line> lines) {
        var longest = lines.stream().mapToLong(Line::number).max().orElse(0);
        var list = new UnorderedList();
        lines.forEach(line -> list.add(line(line, longest)));
        addClassName("bars");
        add(list);
    }

    private static ListItem line(Line line, long longest) {
        var label = new Span(line.label());
        label.addClassName("bars-label");
        var bar = new Div();
        bar.addClassName("bars-bar");
        line.parts().stream().filter(part -> part.number() > 0).forEach(part -> bar.add(part(part, longest)));
        var number = new Span(String.format("%,d", line.number()));
        number.addClassName("bars-number");
        return new ListItem(label, bar, number);
    }

    private static Anchor part(Part part, long longest) {
        var link = new Anchor(part.address(), "");
        link.addClassNames("bars-part", "bars-kind-" + part.kind());
        link.getElement().setAttribute("aria-label", part.words());
        link.setTitle(part.words());
        link.getStyle().setWidth(String.format(Locale.ROOT, "%.2f%%", 100.0 * part.number() / longest));
        return link;
    }

    /** The key to the kinds, in their order. */
    public static Div key(List<String> kinds) {
        var key = new Div();
        key.addClassName("bars-key");
        for (var kind = 0; kind < kinds.size(); kind++) {
            var sign = new Span();
            sign.addClassNames("bars-sign", "bars-kind-" + kind);
            sign.getElement().setAttribute("aria-hidden", "true");
            key.add(new Span(sign, new Span(kinds.get(kind))));
        }
        return key;
    }
}
