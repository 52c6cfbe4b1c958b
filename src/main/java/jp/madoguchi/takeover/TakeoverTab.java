package jp.madoguchi.takeover;

import com.vaadin.flow.component.Component;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.MemberTab;
import org.springframework.beans.factory.ObjectProvider;

/** The tab of takeover signs, for those who may lock or have a case of the member. */
@org.springframework.stereotype.Component
class TakeoverTab implements MemberTab {

    private final ObjectProvider<TakeoverPanel> panels;

    TakeoverTab(ObjectProvider<TakeoverPanel> panels) {
        this.panels = panels;
    }

    @Override
    public String id() {
        return "takeover";
    }

    @Override
    public int order() {
        return 25;
    }

    @Override
    public String titleKey() {
        return "takeover.tab";
    }

    @Override
    public Component create(MemberNo memberNo) {
        return panels.getObject().of(memberNo);
    }
}
