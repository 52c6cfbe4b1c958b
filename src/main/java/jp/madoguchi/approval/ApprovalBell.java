package jp.madoguchi.approval;

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

/** In the header of everybody who may decide: how many requests wait, without reloading. */
@org.springframework.stereotype.Component
class ApprovalBell implements HeaderPart {

    private final Approvals approvals;
    private final Announcements announcements;

    ApprovalBell(Approvals approvals, Announcements announcements) {
        this.approvals = approvals;
        this.announcements = announcements;
    }

    @Override
    public int order() {
        return 80;
    }

    @Override
    public Component create() {
        var decides = CurrentStaff.get().rights().containsValue(Permission.Level.SECOND);
        return decides ? new Bell() : new Div();
    }

    @StyleSheet("context://ui/counter.css")
    private final class Bell extends Div {

        private final RouterLink link = new RouterLink("", ApprovalsView.class);

        Bell() {
            addClassName("approval-bell");
            getElement().setAttribute("role", "status");
            add(link);
            Live.refresh(this, listener -> announcements.listen(Announcements.Kind.APPROVAL, listener), this::refresh);
            refresh();
        }

        private void refresh() {
            try {
                var count = approvals.waiting().size();
                link.setText(t("approval.bell", count));
                link.setVisible(count > 0);
            } catch (DataAccessException unreachable) {
                link.setText(t("approval.bell.unknown"));
            }
        }
    }
}
