package jp.madoguchi.staff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import jp.madoguchi.ui.HeaderPart;
import jp.madoguchi.ui.ScreenBus;

/** Says in the header that the person's roles or places changed; what is typed stays until they load the page again. */
@org.springframework.stereotype.Component
class AccountNews implements HeaderPart {

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Component create() {
        return new News();
    }

    static final class News extends Button {

        News() {
            super(
                    t("staff.changed"),
                    click -> click.getSource()
                            .getUI()
                            .ifPresent(ui -> ui.getPage().reload()));
            addClassName("account-news");
            setTooltipText(t("staff.changed.means"));
            getElement().setAttribute("role", "status");
            setVisible(false);
            ScreenBus.subscribe(this, AccountChanged.class, news -> setVisible(true));
        }
    }
}
