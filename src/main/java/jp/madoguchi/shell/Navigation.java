package jp.madoguchi.shell;

import static java.util.Comparator.comparingInt;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.router.RouterLink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.income.SecondLooks;
import jp.madoguchi.staff.Authorities;
import jp.madoguchi.ui.Shortcut;
import org.springframework.security.core.GrantedAuthority;

/** The pages that this person may open. */
final class Navigation extends Nav implements AfterNavigationObserver {

    /**
     * @param path address, which is looked up: a page that does not exist has no entry
     * @param right what it takes to see it
     */
    private record Entry(String path, VaadinIcon icon, String right) {
        String label() {
            return t("shell.nav." + (path.isEmpty() ? "home" : path.replace('/', '-')));
        }
    }

    private static final List<Entry> ENTRIES = List.of(
            new Entry("", VaadinIcon.HOME_O, Permission.SIGNED_IN),
            new Entry("members", VaadinIcon.SEARCH, Permission.MEMBER_READ),
            new Entry("diagnosis", VaadinIcon.STETHOSCOPE, Permission.CONTACT_WRITE),
            new Entry("hand-offs", VaadinIcon.ARROW_FORWARD, Permission.CONTACT_WRITE),
            new Entry("complaints", VaadinIcon.EXCLAMATION_CIRCLE_O, Permission.CONTACT_WRITE),
            new Entry("figures", VaadinIcon.BAR_CHART, Permission.CONTACT_WRITE),
            new Entry("income", VaadinIcon.FILE_TEXT_O, Permission.INCOME_DECIDE),
            new Entry("income/second-look", VaadinIcon.COPY_O, SecondLooks.RIGHT),
            new Entry("limit", VaadinIcon.TRENDING_UP, Permission.LIMIT_DECIDE),
            new Entry("limit/reviews", VaadinIcon.REFRESH, Permission.LIMIT_DECIDE),
            new Entry("limit/papers", VaadinIcon.ENVELOPE_O, Permission.LIMIT_DECIDE),
            new Entry("limit/figures", VaadinIcon.BAR_CHART_H, Permission.LIMIT_DECIDE),
            new Entry("limit/figures", VaadinIcon.BAR_CHART_H, Permission.LIMIT_DECIDE + ":SECOND"),
            new Entry("approvals", VaadinIcon.CHECK_SQUARE_O, Permission.APPROVAL_DECIDE),
            new Entry("notices", VaadinIcon.MEGAPHONE, Permission.NOTICE_WRITE),
            new Entry("notices/rules", VaadinIcon.CALENDAR_CLOCK, Permission.NOTICE_WRITE),
            new Entry("audit/trail", VaadinIcon.RECORDS, Permission.AUDIT_READ),
            new Entry("audit/exports", VaadinIcon.DOWNLOAD_ALT, Permission.AUDIT_READ),
            new Entry("audit/insider", VaadinIcon.FLAG_O, Permission.AUDIT_READ),
            new Entry("audit/looks", VaadinIcon.EYE, Permission.AUDIT_READ),
            new Entry("audit/own-records", VaadinIcon.USERS, Permission.AUDIT_READ),
            new Entry("audit/verification", VaadinIcon.SHIELD, Permission.AUDIT_READ),
            new Entry("retention", VaadinIcon.ARCHIVE, Permission.RETENTION_READ),
            new Entry("staff", VaadinIcon.USERS, Permission.STAFF_READ),
            new Entry("staff/review", VaadinIcon.CLIPBOARD_CHECK, Permission.STAFF_READ),
            new Entry("staff/sessions", VaadinIcon.DESKTOP, Permission.STAFF_ADMIN),
            new Entry("staff/own-records", VaadinIcon.USER_CARD, Permission.STAFF_ADMIN),
            new Entry("outbox", VaadinIcon.OUTBOX, Permission.STAFF_ADMIN));

    private final Map<String, RouterLink> links = new LinkedHashMap<>();

    Navigation(StaffMember staff) {
        addClassName("console-nav");
        getElement().setAttribute("aria-label", t("shell.nav"));
        var held = Authorities.of(staff).stream()
                .map(GrantedAuthority::getAuthority)
                .toList();
        ENTRIES.stream().filter(entry -> held.contains(entry.right())).forEach(this::add);
    }

    private void add(Entry entry) {
        view(entry.path()).ifPresent(view -> {
            var icon = new Icon(entry.icon());
            icon.getElement().setAttribute("aria-hidden", "true");
            var link = new RouterLink();
            link.setRoute(view);
            link.addClassName("nav-item");
            link.add(icon, new Span(entry.label()));
            if (links.isEmpty()) {
                Shortcut.MENU.on(link);
            }
            links.put(entry.path(), link);
            add(link);
        });
    }

    private static Optional<Class<? extends Component>> view(String path) {
        return RouteConfiguration.forApplicationScope().getRoute(path);
    }

    /** The page that is open, or the one that it belongs to. */
    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var path = event.getLocation().getPath();
        var current = links.keySet().stream()
                .filter(target -> target.isEmpty() ? path.isEmpty() : (path + "/").startsWith(target + "/"))
                .max(comparingInt(String::length))
                .orElse(null);
        links.forEach((target, link) -> {
            if (target.equals(current)) {
                link.getElement().setAttribute("aria-current", "page");
            } else {
                link.getElement().removeAttribute("aria-current");
            }
        });
    }
}
