package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.ui.HeaderPart;

/** A box in the header of every page: the words are handed to the search, through the session and not through the address. */
@org.springframework.stereotype.Component
class QuickSearch implements HeaderPart {

    @Override
    public int order() {
        return 5;
    }

    @Override
    public Component create() {
        if (CurrentStaff.find()
                .filter(staff -> staff.may(Permission.MEMBER_READ))
                .isEmpty()) {
            var nothing = new Span();
            nothing.setVisible(false);
            return nothing;
        }
        return new Box();
    }

    @StyleSheet("context://ui/member.css")
    private static final class Box extends Div {

        private final TextField text = new TextField();

        Box() {
            addClassName("quick-search");
            getElement().setAttribute("role", "search");
            text.setPlaceholder(t("member.quick"));
            text.setAriaLabel(t("member.quick.label"));
            text.setPrefixComponent(VaadinIcon.SEARCH.create());
            text.setTooltipText(t("member.quick.tip"));
            text.getElement().setAttribute("autocomplete", "off");
            text.addFocusShortcut(Key.KEY_K, KeyModifier.CONTROL);
            SearchForm.onEnter(text, this::search);
            add(text);
        }

        private void search() {
            if (text.getValue().isBlank()) {
                return;
            }
            var desk = SearchDesk.current();
            desk.lookFor(SearchTerms.of(text.getValue()), desk.purpose());
            text.clear();
            getUI().ifPresent(ui -> ui.navigate(MembersView.class));
        }
    }
}
