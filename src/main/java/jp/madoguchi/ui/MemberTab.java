package jp.madoguchi.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.QueryParameters;
import jp.madoguchi.core.MemberNo;

/** A tab of the member page, contributed by a feature as a bean. Its address is {@code /members/{memberNo}/{id}}. */
public interface MemberTab {

    /** Last part of the address, lower case English. */
    String id();

    /** Place among the tabs, from the left. */
    int order();

    /** Key of the title. */
    String titleKey();

    /** Built each time the tab is opened; reads through its own use case, which records the reading. */
    Component create(MemberNo memberNo);

    /** As its address asks for it, of a tab that keeps filters there; opened anew when somebody goes to other ones. */
    default Component create(MemberNo memberNo, QueryParameters asked) {
        return create(memberNo);
    }
}
