package jp.madoguchi.staff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.FreshFactor;
import jp.madoguchi.ui.Work;

/** Whoever opens a page of a locked session comes here first, and to that page afterwards. */
@Route(value = LockedView.PATH, autoLayout = false)
@RolesAllowed(Permission.SIGNED_IN)
class LockedView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    static final String PATH = "locked";

    private final CurrentSession session;

    LockedView(
            MyFactor factor,
            FreshFactor inUse,
            CurrentSession session,
            Work work,
            AuthenticationContext authentication) {
        this.session = session;
        addClassName("sign-in");
        add(new UnlockForm(
                factor,
                inUse,
                session,
                work,
                authentication,
                () -> UI.getCurrent().getPage().setLocation(session.target())));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!session.locked()) {
            event.forwardTo("");
        }
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("staff.lock.title"));
    }
}
