package jp.madoguchi.review;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;

/** Left the paper, right all that is known and done about it. */
public class DeskColumns extends Div {

    public DeskColumns(Component paper, Component... cards) {
        var side = new Div(cards);
        side.addClassName("desk-side");
        addClassName("desk-columns");
        add(paper, side);
    }
}
