package jp.madoguchi.ui;

import com.vaadin.flow.component.html.Span;

/** A short fact with a weight that shape, word and colour carry together. */
public final class Chip extends Span {

    /** How much it matters to whoever reads it. */
    public enum Weight {
        GOOD,
        PLAIN,
        CAREFUL,
        STOP
    }

    public Chip(String text, Weight weight) {
        super(text);
        addClassNames("chip", "chip-" + weight.name().toLowerCase(java.util.Locale.ROOT));
    }
}
