package jp.madoguchi.ui;

import com.vaadin.flow.component.Component;
import java.util.Optional;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import org.jspecify.annotations.Nullable;

/** Something to do in the contact in front, from any page; contributed to the contact bar by a feature as a bean. */
public interface ContactAction {

    /** Place in the bar, from the left. */
    int order();

    /** @return empty where there is nothing to do in such a contact */
    Optional<Component> create(ContactNo contactNo, Channel channel, @Nullable MemberNo memberNo);
}
