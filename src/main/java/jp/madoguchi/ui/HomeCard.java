package jp.madoguchi.ui;

import com.vaadin.flow.component.Component;
import jp.madoguchi.core.StaffMember;

/** A card of the home view, contributed by a feature as a bean; one that cannot be read says so and never shows zero. */
public interface HomeCard {

    /** Place among the cards; what is most urgent to most of those who have it comes first. */
    int order();

    /** Place for this person, where it depends on their work. */
    default int order(StaffMember staff) {
        return order();
    }

    /** Whether this person has the card at all. */
    boolean isFor(StaffMember staff);

    Component create();
}
