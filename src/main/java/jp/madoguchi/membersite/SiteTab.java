package jp.madoguchi.membersite;

import com.vaadin.flow.component.Component;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.MemberTab;
import org.springframework.beans.factory.ObjectProvider;

/** The tab that shows the member page as the member sees it. */
@org.springframework.stereotype.Component
class SiteTab implements MemberTab {

    private final ObjectProvider<SitePanel> panels;

    SiteTab(ObjectProvider<SitePanel> panels) {
        this.panels = panels;
    }

    @Override
    public String id() {
        return "site";
    }

    @Override
    public int order() {
        return 35;
    }

    @Override
    public String titleKey() {
        return "site.tab";
    }

    @Override
    public Component create(MemberNo memberNo) {
        return panels.getObject().of(memberNo);
    }
}
