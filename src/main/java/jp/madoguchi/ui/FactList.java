package jp.madoguchi.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** Named facts, one below the other. */
public final class FactList extends DescriptionList {

    public FactList() {
        addClassName("facts");
    }

    public FactList fact(String label, String value) {
        return fact(label, new Span(value));
    }

    public FactList fact(String label, Component value) {
        var pair = new Div(new Term(label), new Description(value));
        pair.addClassName("fact");
        getElement().appendChild(pair.getElement());
        return this;
    }
}
