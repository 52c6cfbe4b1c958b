package jp.madoguchi.personal;

import com.vaadin.flow.component.Component;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.MemberTab;
import org.springframework.beans.factory.ObjectProvider;

/** The tab of what a member has registered, for those who may change it or ask for it. */
@org.springframework.stereotype.Component
class PersonalTab implements MemberTab {

    private final ObjectProvider<PersonalPanel> panels;

    PersonalTab(ObjectProvider<PersonalPanel> panels) {
        this.panels = panels;
    }

    @Override
    public String id() {
        return "registered";
    }

    @Override
    public int order() {
        return 11;
    }

    @Override
    public String titleKey() {
        return "personal.tab";
    }

    @Override
    public Component create(MemberNo memberNo) {
        return panels.getObject().of(memberNo);
    }
}
