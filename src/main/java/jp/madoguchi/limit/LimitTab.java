package jp.madoguchi.limit;

import com.vaadin.flow.component.Component;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.MemberTab;
import org.springframework.beans.factory.ObjectProvider;

/** The tab of a member's limit: what stands against borrowing, requests, changes, papers, and the cuts. */
@org.springframework.stereotype.Component
class LimitTab implements MemberTab {

    private final ObjectProvider<LimitPanel> panels;

    LimitTab(ObjectProvider<LimitPanel> panels) {
        this.panels = panels;
    }

    @Override
    public String id() {
        return "limit";
    }

    @Override
    public int order() {
        return 16;
    }

    @Override
    public String titleKey() {
        return "limit.tab";
    }

    @Override
    public Component create(MemberNo memberNo) {
        return panels.getObject().of(memberNo);
    }
}
