package jp.madoguchi.shell;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.RouterLink;
import org.jspecify.annotations.Nullable;

/** A page that could not be shown: what happened in plain words, and the way on. */
abstract class ErrorPage extends Div implements HasDynamicTitle {

    private final H1 title = new H1();

    ErrorPage() {
        addClassNames("page", "page-narrow", "error-page");
    }

    /** @param number of the entry in the log; null when there is nothing to look up */
    void show(String key, @Nullable String number) {
        removeAll();
        title.setText(t(key));
        title.addClassName("page-title");
        title.getElement().setAttribute("tabindex", "-1");
        var next = new Paragraph(t(key + ".next"));
        add(title, next);
        if (number != null) {
            var code = new Paragraph(t("message.code", number));
            code.addClassName("muted");
            add(code);
        }
        var home = new RouterLink(t("shell.to-home"), HomeView.class);
        home.addClassName("button-link");
        add(home);
        title.getElement().executeJs("this.focus()");
    }

    @Override
    public String getPageTitle() {
        return t("page.title", title.getText());
    }
}
