package jp.madoguchi.staff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.Objects;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** Who is signed in now, where and since when; an admin may end each. */
@Route("staff/sessions")
@RolesAllowed(Permission.STAFF_ADMIN)
class SessionsView extends Div implements HasDynamicTitle {

    private final SessionDesk sessions;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    final Grid<OpenSession> grid = new Grid<>();

    SessionsView(SessionDesk sessions, Work work) {
        this.sessions = sessions;
        this.work = work;
        addClassName("page");
        var title = new H1(t("staff.sessions.title"));
        title.addClassName("page-title");
        var again = new Button(t("staff.sessions.again"), click -> read());
        var head = new Div(title, again);
        head.addClassName("page-head");
        grid.addColumn(each -> each.staffNo().value()).setHeader(t("staff.no")).setAutoWidth(true);
        grid.addColumn(OpenSession::name).setHeader(t("staff.name")).setAutoWidth(true);
        grid.addColumn(each -> Objects.requireNonNullElse(each.place(), t("staff.session.nowhere")))
                .setHeader(t("staff.session.place"))
                .setAutoWidth(true);
        grid.addColumn(each -> Formats.dateTime(each.signedInAt()))
                .setHeader(t("staff.session.since"))
                .setAutoWidth(true);
        grid.addColumn(each -> Formats.dateTime(each.lastSeenAt()))
                .setHeader(t("staff.session.seen"))
                .setAutoWidth(true);
        grid.addColumn(OpenSession::address)
                .setHeader(t("staff.session.address"))
                .setAutoWidth(true);
        grid.addComponentColumn(this::end).setHeader(t("staff.session.end")).setAutoWidth(true);
        add(head, messages, grid);
        read();
    }

    private Button end(OpenSession session) {
        var end = new Button(
                t("staff.session.end"),
                click -> work.read(messages, () -> sessions.end(session.ref()), ended -> read()));
        end.setAriaLabel(t("staff.session.end.of", session.name()));
        end.setEnabled(!session.ref().equals(CurrentStaff.get().sessionRef()));
        return end;
    }

    private void read() {
        work.read(messages, sessions::all, grid::setItems);
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("staff.sessions.title"));
    }
}
