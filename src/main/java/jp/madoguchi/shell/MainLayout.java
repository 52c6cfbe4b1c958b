package jp.madoguchi.shell;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.util.Comparator;
import java.util.List;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.notice.NoticeBanners;
import jp.madoguchi.staff.Workplaces;
import jp.madoguchi.ui.HeaderPart;
import jp.madoguchi.ui.ProductName;
import jp.madoguchi.ui.ShortcutKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The frame of every page behind the sign-in: name and person above, pages at the side, the view in the middle. */
@Layout
@PermitAll
@JsModule("context://ui/links.js")
class MainLayout extends Div implements RouterLayout, BeforeEnterObserver {

    private static final Logger LOG = LoggerFactory.getLogger(MainLayout.class);
    private static final String WORKPLACE = "workplace";

    private final Workplaces workplaces;
    private final Main content = new Main();
    private boolean asked;

    MainLayout(
            Workplaces workplaces,
            PersonMenus menus,
            DatabaseWatch watch,
            Drain drain,
            NoticeBanners notices,
            List<HeaderPart> parts) {
        this.workplaces = workplaces;
        addClassName("console");
        content.setId("content");
        content.addClassName("console-content");
        content.getElement().setAttribute("tabindex", "-1");
        add(skipLink());
        add(header(parts(parts), menus));
        add(new ServiceBanner(watch, drain));
        CurrentStaff.find().ifPresent(staff -> add(notices.create(), new Navigation(staff)));
        add(content, new ActivityWatch(), new ShortcutKeys());
    }

    /** Who works at several places says at which before anything else. */
    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (asked || event.getLocation().getPath().equals(WORKPLACE)) {
            return;
        }
        var staff = CurrentStaff.find();
        if (staff.isPresent() && staff.get().workplace() == null && hasChoice(staff.get())) {
            asked = true;
            event.forwardTo(WORKPLACE);
        }
    }

    private boolean hasChoice(StaffMember staff) {
        try {
            return workplaces.choices().size() > 1;
        } catch (DataAccessException | TransactionException failure) {
            LOG.debug("the places of {} could not be read", staff.staffNo(), failure);
            return false;
        }
    }

    @Override
    public void showRouterLayoutContent(HasElement view) {
        content.getElement().removeAllChildren();
        content.getElement().appendChild(view.getElement());
    }

    @Override
    public void removeRouterLayoutContent(HasElement view) {
        content.getElement().removeAllChildren();
    }

    private static Anchor skipLink() {
        var skip = new Anchor("#content", t("shell.skip"));
        skip.addClassName("skip-link");
        skip.getElement().setAttribute("router-ignore", true);
        return skip;
    }

    private static Header header(Component parts, PersonMenus menus) {
        var home = new RouterLink();
        home.setRoute(HomeView.class);
        home.addClassName("product-link");
        home.getElement().setAttribute("aria-label", t("shell.to-home"));
        home.add(new ProductName());
        var header = new Header(home, parts);
        header.addClassName("console-header");
        CurrentStaff.find().map(menus::create).ifPresent(header::add);
        return header;
    }

    private static Div parts(List<HeaderPart> parts) {
        var area = new Div();
        area.addClassName("header-parts");
        if (CurrentStaff.find().isPresent()) {
            parts.stream().sorted(Comparator.comparingInt(HeaderPart::order)).forEach(part -> {
                try {
                    area.add(part.create());
                } catch (RuntimeException failure) {
                    LOG.error("a part of the header could not be built", failure);
                }
            });
        }
        return area;
    }
}
