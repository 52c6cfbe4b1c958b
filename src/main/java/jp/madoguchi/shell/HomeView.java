package jp.madoguchi.shell;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.HomeCard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first page after the sign-in: what waits for this person, one card for each kind of work. */
@Route("")
@RolesAllowed(Permission.SIGNED_IN)
class HomeView extends Div implements HasDynamicTitle {

    private static final Logger LOG = LoggerFactory.getLogger(HomeView.class);

    HomeView(List<HomeCard> cards, Clock clock) {
        addClassNames("page", "home");
        var staff = CurrentStaff.get();
        var title = new H1(t("shell.home.title", staff.name()));
        title.addClassName("page-title");
        var today = new Paragraph(today(Tokyo.date(clock.instant())));
        today.addClassName("muted");
        var grid = new Div();
        grid.addClassName("cards");
        cards.stream()
                .filter(card -> card.isFor(staff))
                .sorted(Comparator.comparingInt(card -> card.order(staff)))
                .map(HomeView::build)
                .forEach(grid::add);
        var head = new Div(title, today);
        head.addClassName("page-head");
        add(head, grid.getComponentCount() == 0 ? empty() : grid);
    }

    /** A card that cannot be built says so: an empty one would pass for nothing to do. */
    private static Component build(HomeCard card) {
        try {
            return card.create();
        } catch (RuntimeException failure) {
            var number = UnexpectedErrors.number();
            LOG.error("error {}: {} could not be built", number, card.getClass().getSimpleName(), failure);
            var what = new Paragraph(t("shell.home.unread"));
            what.addClassName("card-title");
            var next = new Paragraph(t("shell.home.unread.next", number));
            next.addClassName("muted");
            var broken = new Div(what, next);
            broken.addClassNames("card", "card-broken");
            broken.getElement().setAttribute("role", "alert");
            return broken;
        }
    }

    private static Component empty() {
        var nothing = new Paragraph(t("shell.home.empty"));
        nothing.addClassName("empty");
        return nothing;
    }

    private static String today(LocalDate today) {
        return t("shell.home.today", Formats.dateWithEra(today), t("shell.weekday." + today.getDayOfWeek()));
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("shell.nav.home"));
    }
}
