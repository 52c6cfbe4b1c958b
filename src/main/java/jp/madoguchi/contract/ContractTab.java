package jp.madoguchi.contract;

import com.vaadin.flow.component.Component;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.MemberTab;
import org.springframework.beans.factory.ObjectProvider;

/** The tab of a member's contract: what it means, what it comes to today, what can be done about it. */
@org.springframework.stereotype.Component
class ContractTab implements MemberTab {

    private final ObjectProvider<ContractPanel> panels;

    ContractTab(ObjectProvider<ContractPanel> panels) {
        this.panels = panels;
    }

    @Override
    public String id() {
        return "contract";
    }

    @Override
    public int order() {
        return 12;
    }

    @Override
    public String titleKey() {
        return "contract.tab";
    }

    @Override
    public Component create(MemberNo memberNo) {
        return panels.getObject().of(memberNo);
    }
}
