package jp.madoguchi.ui;

import com.vaadin.flow.component.Component;
import jp.madoguchi.core.StaffMember;

/** A card of the home view, contributed by a feature as a bean. */
public interface HomeCard {

    int order();

    /** Whether this person has the card at all. */
    boolean isFor(StaffMember staff);

    Component create();
}
