package jp.madoguchi.ui;

import com.vaadin.flow.component.Component;

/** A part of the header that stands on every page, contributed by a feature as a bean. */
public interface HeaderPart {

    /** Place in the header, from the left. */
    int order();

    /** Built once for each open tab; invisible for people whom it is not for. */
    Component create();
}
