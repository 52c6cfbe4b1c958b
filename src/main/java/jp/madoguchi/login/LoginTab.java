package jp.madoguchi.login;

import com.vaadin.flow.component.Component;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.MemberTab;
import org.springframework.beans.factory.ObjectProvider;

/** The tab on which a member's login is seen at one glance, and a lock cleared. */
@org.springframework.stereotype.Component
class LoginTab implements MemberTab {

    private final ObjectProvider<LoginPanel> panels;

    LoginTab(ObjectProvider<LoginPanel> panels) {
        this.panels = panels;
    }

    @Override
    public String id() {
        return "login";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public String titleKey() {
        return "login.tab";
    }

    @Override
    public Component create(MemberNo memberNo) {
        return panels.getObject().of(memberNo);
    }
}
