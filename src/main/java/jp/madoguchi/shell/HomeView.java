package jp.madoguchi.shell;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** The first page. */
@Route("")
@PageTitle("Madoguchi")
@AnonymousAllowed
class HomeView extends Main {

    HomeView() {
        add(new H1("Madoguchi"));
    }
}
