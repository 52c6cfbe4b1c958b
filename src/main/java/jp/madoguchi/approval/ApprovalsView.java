package jp.madoguchi.approval;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Refs;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** Requests for a second person: what waits on the left, the one that is open on the right. */
@Route("approvals/:ref?")
@RolesAllowed(Permission.APPROVAL_DECIDE)
@StyleSheet("context://ui/counter.css")
class ApprovalsView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final Approvals approvals;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div list = new Div();
    private final Div detail = new Div();
    private @Nullable UUID open;

    ApprovalsView(Approvals approvals, Announcements announcements, Work work) {
        this.approvals = approvals;
        this.work = work;
        addClassName("page");
        list.addClassName("stack");
        list.getElement().setAttribute("role", "region");
        list.getElement().setAttribute("aria-label", t("approval.list"));
        list.getElement().setAttribute("aria-live", "polite");
        var columns = new Div(list, detail);
        columns.addClassName("columns");
        var title = new H1(t("approval.title"));
        title.addClassName("page-title");
        add(title, messages, columns);
        Live.refresh(this, listener -> announcements.listen(Announcements.Kind.APPROVAL, listener), this::refresh);
    }

    @Override
    public String getPageTitle() {
        return t("approval.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        open = Refs.in(event, "ref").orElse(null);
        refresh();
        showDetail();
    }

    private void refresh() {
        work.read(messages, approvals::waiting, this::show);
    }

    private void show(List<ApprovalLine> lines) {
        list.removeAll();
        if (lines.isEmpty()) {
            var empty = new Paragraph(t("approval.none"));
            empty.addClassName("empty");
            list.add(empty);
        }
        lines.forEach(line -> list.add(entry(line)));
    }

    private Button entry(ApprovalLine line) {
        var button = new Button(t(
                "approval.line",
                t("approval.operation." + line.operation()),
                line.placeName(),
                line.makerName(),
                Formats.time(line.madeAt()),
                Formats.time(line.expiresAt())));
        button.addClassNames("list-entry");
        if (line.ref().equals(open)) {
            button.addClassName("list-entry-open");
            button.getElement().setAttribute("aria-current", "true");
        }
        button.addClickListener(click -> UI.getCurrent()
                .navigate(
                        ApprovalsView.class,
                        new RouteParameters(new RouteParam("ref", line.ref().toString()))));
        return button;
    }

    private void showDetail() {
        detail.removeAll();
        var ref = open;
        if (ref == null) {
            return;
        }
        work.read(
                messages,
                () -> approvals.read(ref),
                found -> detail.add(new ApprovalDetail(found, approvals, work, this::decided)));
    }

    private void decided() {
        refresh();
    }
}
