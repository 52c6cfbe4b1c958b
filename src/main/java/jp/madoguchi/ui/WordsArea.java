package jp.madoguchi.ui;

import com.vaadin.flow.component.textfield.TextArea;

/** Words of one's own, on several lines. */
public class WordsArea extends TextArea implements FreeWords {

    public WordsArea(String label) {
        super(label);
    }
}
