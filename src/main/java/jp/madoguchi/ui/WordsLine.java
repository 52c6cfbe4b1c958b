package jp.madoguchi.ui;

import com.vaadin.flow.component.textfield.TextField;

/** A few words of one's own, on one line. */
public final class WordsLine extends TextField implements FreeWords {

    public WordsLine(String label) {
        super(label);
    }
}
