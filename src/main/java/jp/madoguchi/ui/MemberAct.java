package jp.madoguchi.ui;

import com.vaadin.flow.component.Component;
import java.util.Optional;
import jp.madoguchi.core.MemberNo;

/** Something urgent that is begun from the head of the member page, on every tab; contributed by a feature as a bean. */
public interface MemberAct {

    /** Empty for who may not. */
    Optional<Component> create(MemberNo memberNo);
}
