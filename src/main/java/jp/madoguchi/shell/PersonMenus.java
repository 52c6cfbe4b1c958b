package jp.madoguchi.shell;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.util.Locale;
import java.util.stream.Collectors;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.staff.Preference;
import jp.madoguchi.staff.Preferences;
import jp.madoguchi.staff.Workplaces;
import jp.madoguchi.ui.ShortcutKeys;
import jp.madoguchi.ui.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Who is signed in, as what and where; and what they may change about it. */
@Component
class PersonMenus {

    private static final Logger LOG = LoggerFactory.getLogger(PersonMenus.class);

    private final Preferences preferences;
    private final Workplaces workplaces;
    private final AuthenticationContext authentication;

    PersonMenus(Preferences preferences, Workplaces workplaces, AuthenticationContext authentication) {
        this.preferences = preferences;
        this.workplaces = workplaces;
        this.authentication = authentication;
    }

    MenuBar create(StaffMember staff) {
        var menu = new MenuBar();
        menu.addClassName("person-menu");
        menu.addThemeVariants(MenuBarVariant.TERTIARY);
        var label = new Div(line("person-name", staff.name()), line("person-role", roleAndPlace(staff)));
        label.addClassName("person");
        var person = menu.addItem(label);
        person.setAriaLabel(t("shell.person", staff.name()));
        fill(person.getSubMenu());
        return menu;
    }

    private void fill(SubMenu items) {
        if (hasChoice()) {
            items.addItem(t("shell.person.workplace"), click -> UI.getCurrent().navigate("workplace"));
        }
        items.addItem(t("shell.person.other-language"), click -> switchLanguage())
                .getElement()
                .setAttribute("lang", Texts.japanese() ? "en" : "ja");
        themeItem(items);
        items.addItem(t("shell.person.account"), click -> UI.getCurrent().navigate("account"));
        items.addItem(t("shortcut.help"), click -> ShortcutKeys.help());
        items.addSeparator();
        items.addItem(t("shell.person.sign-out"), click -> authentication.logout());
    }

    private boolean hasChoice() {
        try {
            return workplaces.choices().size() > 1;
        } catch (DataAccessException | TransactionException failure) {
            LOG.debug("the places could not be read", failure);
            return true;
        }
    }

    private void switchLanguage() {
        var now = preferences.mine();
        preferences.keep(new Preference(Texts.japanese() ? Locale.ENGLISH : Locale.JAPANESE, now.theme()));
        UI.getCurrent().getPage().reload();
    }

    private void themeItem(SubMenu items) {
        MenuItem item = items.addItem("");
        item.addClickListener(click -> {
            var now = preferences.mine();
            var other = now.theme() == Preference.Theme.DARK ? Preference.Theme.LIGHT : Preference.Theme.DARK;
            preferences.keep(new Preference(now.language(), other));
            UI.getCurrent().getPage().setColorScheme(ColorScheme.Value.valueOf(other.name()));
            item.setText(themeLabel(other));
        });
        item.setText(themeLabel(
                UI.getCurrent().getPage().getColorScheme() == ColorScheme.Value.DARK
                        ? Preference.Theme.DARK
                        : Preference.Theme.LIGHT));
    }

    private static String themeLabel(Preference.Theme now) {
        return t(now == Preference.Theme.DARK ? "shell.person.to-light" : "shell.person.to-dark");
    }

    private static String roleAndPlace(StaffMember staff) {
        var roles = staff.roles().stream()
                .sorted()
                .map(role -> t("staff.role." + role))
                .collect(Collectors.joining("・"));
        var place = staff.workplace();
        return place == null ? roles : t("shell.person.role-and-place", roles, place.name());
    }

    private static Span line(String name, String text) {
        var span = new Span(text);
        span.addClassName(name);
        return span;
    }
}
