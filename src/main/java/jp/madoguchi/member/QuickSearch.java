package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.ui.HeaderPart;
import jp.madoguchi.ui.Shortcut;

/**
 * A box in the header of every page, by Alt+/ or a slash: the words are handed to the search, through the session and
 * not through the address.
 */
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

    @Tag("quick-search")
    @StyleSheet("context://ui/member.css")
    private static final class Box extends Component implements HasComponents, HasStyle {

        private final TextField text = new TextField();

        Box() {
            addClassName("quick-search");
            getElement().setAttribute("role", "search");
            text.setPlaceholder(t("member.quick"));
            text.setAriaLabel(t("member.quick.label"));
            text.setPrefixComponent(VaadinIcon.SEARCH.create());
            text.setTooltipText(t("member.quick.tip"));
            text.getElement().setAttribute("autocomplete", "off");
            text.getElement()
                    .addEventListener("keydown", key -> search())
                    .setFilter(SearchForm.ENTER)
                    .synchronizeProperty("value");
            add(Shortcut.SEARCH.on(text));
        }

        private void search() {
            if (text.getValue().isBlank()) {
                return;
            }
            SearchDesk.current().keep(SearchTerms.of(text.getValue()));
            text.clear();
            getUI().ifPresent(ui -> ui.navigate(MembersView.class));
        }
    }
}
