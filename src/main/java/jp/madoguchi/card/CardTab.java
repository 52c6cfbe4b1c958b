package jp.madoguchi.card;

import com.vaadin.flow.component.Component;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.MemberTab;
import org.springframework.beans.factory.ObjectProvider;

/** The tab of a member's cards. */
@org.springframework.stereotype.Component
class CardTab implements MemberTab {

    private final ObjectProvider<CardPanel> panels;

    CardTab(ObjectProvider<CardPanel> panels) {
        this.panels = panels;
    }

    @Override
    public String id() {
        return "card";
    }

    @Override
    public int order() {
        return 17;
    }

    @Override
    public String titleKey() {
        return "card.tab";
    }

    @Override
    public Component create(MemberNo memberNo) {
        return panels.getObject().of(memberNo);
    }
}
