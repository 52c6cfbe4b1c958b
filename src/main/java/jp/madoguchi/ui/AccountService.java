package jp.madoguchi.ui;

import com.vaadin.flow.component.Component;
import jp.madoguchi.core.MemberNo;

/** What is on or off for a member's account (direct debit, due-date mail, points), one row on the account page, contributed by a feature as a bean. */
public interface AccountService {

    /** Place among the rows, from the top; borrowing is 10, instant transfer 20. */
    int order();

    /** Key of its name. */
    String titleKey();

    /** A chip that says on or off, and why; built each time the page is read, after a passed check only. Reads through its own use case. */
    Component create(MemberNo memberNo);
}
