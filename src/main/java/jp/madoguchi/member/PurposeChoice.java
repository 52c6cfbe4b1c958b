package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.select.Select;

/** Why somebody looks without a contact in front. */
final class PurposeChoice extends Select<SearchPurpose> {

    PurposeChoice() {
        setLabel(t("member.purpose"));
        setItems(SearchPurpose.values());
        setItemLabelGenerator(purpose -> code("audit_entry", "reason", purpose.name()));
        setPlaceholder(t("member.purpose.choose"));
        addClassName("purpose-choice");
    }
}
