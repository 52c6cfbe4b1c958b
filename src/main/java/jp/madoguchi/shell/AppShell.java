package jp.madoguchi.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;

/** The page around all pages: the look, the sign in the tab, and the open channel to the browser. */
@Push
@StyleSheet("context://aura/aura.css")
@StyleSheet("context://ui/console.css")
@ColorScheme(ColorScheme.Value.LIGHT_DARK)
public class AppShell implements AppShellConfigurator {

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.setPageTitle("Madoguchi");
        settings.addLink("icon", "ui/favicon.svg");
        settings.addMetaTag("robots", "noindex");
    }
}
