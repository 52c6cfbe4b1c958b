package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.RouterLink;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.HeaderPart;
import jp.madoguchi.ui.Live;
import org.springframework.dao.DataAccessException;

/** In the header of the place's supervisors: how many complaints wait for their first answer, without reloading. */
@org.springframework.stereotype.Component
class ComplaintBell implements HeaderPart {

    private final Complaints complaints;
    private final Announcements announcements;

    ComplaintBell(Complaints complaints, Announcements announcements) {
        this.complaints = complaints;
        this.announcements = announcements;
    }

    @Override
    public int order() {
        return 85;
    }

    @Override
    public Component create() {
        return CurrentStaff.get().may(Permission.COMPLAINT_END) ? new Bell() : new Div();
    }

    @StyleSheet("context://ui/counter.css")
    private final class Bell extends Div {

        private final RouterLink link = new RouterLink("", ComplaintsView.class);

        Bell() {
            addClassName("approval-bell");
            getElement().setAttribute("role", "status");
            add(link);
            Live.refresh(this, listener -> announcements.listen(Announcements.Kind.COMPLAINT, listener), this::refresh);
            refresh();
        }

        private void refresh() {
            try {
                var count = complaints.due().stream()
                        .filter(complaint -> !complaint.answered())
                        .count();
                link.setText(t("contact.complaint.bell", count));
                link.setVisible(count > 0);
            } catch (DataAccessException unreachable) {
                link.setText(t("contact.complaint.bell.unknown"));
                link.setVisible(true);
            }
        }
    }
}
