package jp.madoguchi.debit;

import com.vaadin.flow.component.Component;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.MemberTab;
import org.springframework.beans.factory.ObjectProvider;

/** The tab of bank account, direct debit and due-date mail (DOMAIN R12, R13). */
@org.springframework.stereotype.Component
class DebitTab implements MemberTab {

    private final ObjectProvider<DebitPanel> panels;

    DebitTab(ObjectProvider<DebitPanel> panels) {
        this.panels = panels;
    }

    @Override
    public String id() {
        return "debit";
    }

    @Override
    public int order() {
        return 18;
    }

    @Override
    public String titleKey() {
        return "debit.tab";
    }

    @Override
    public Component create(MemberNo memberNo) {
        return panels.getObject().of(memberNo);
    }
}
