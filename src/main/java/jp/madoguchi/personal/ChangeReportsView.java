package jp.madoguchi.personal;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Objects;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** The worklist of reported changes (届出の確認): what waits longest on top, masked; carried out on the page of the member. */
@Route("change-reports")
@RolesAllowed(Permission.ADDRESS_CHANGE)
@StyleSheet("context://ui/care.css")
class ChangeReportsView extends Div implements HasDynamicTitle {

    private final ChangeReports reports;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Paragraph summary = new Paragraph();
    private final Div content = new Div();
    private @Nullable ReportQueue shown;

    ChangeReportsView(ChangeReports reports, Announcements announcements, Work work) {
        this.reports = reports;
        this.work = work;
        addClassName("page");
        content.addClassName("stack");
        summary.addClassName("muted");
        var title = new H1(t("personal.reports.title"));
        title.addClassName("page-title");
        add(title, summary, messages, content);
        Live.refresh(this, listener -> announcements.listen(Announcements.Kind.CHANGE_REPORT, listener), this::look);
        look();
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("personal.reports.title"));
    }

    /** Reads the persons again only when something changed: each such reading is recorded. */
    private void look() {
        work.read(messages, reports::queue, queue -> {
            summary.setText(ReportWords.summary(queue));
            var before = shown;
            if (before == null
                    || before.waiting() != queue.waiting()
                    || !Objects.equals(before.oldest(), queue.oldest())) {
                shown = queue;
                refresh();
            }
        });
    }

    private void refresh() {
        work.read(messages, reports::waiting, this::show);
    }

    private void show(List<ReportLine> found) {
        content.removeAll();
        if (found.isEmpty()) {
            var none = new Paragraph(t("personal.reports.none"));
            none.addClassName("empty");
            content.add(none);
        }
        found.forEach(report -> content.add(card(report)));
    }

    private Div card(ReportLine report) {
        var member = new Anchor(
                "members/" + report.memberNo() + "/registered",
                t("personal.reports.member", report.memberName(), report.memberNo()));
        var turnDown = new Button(
                t("personal.report.turn-down"), click -> new TurnDownDialog(reports, work, report, this::look).open());
        var steps = new Div(member, turnDown);
        steps.addClassName("row");
        var card = ReportCard.of(report);
        card.add(steps);
        return card;
    }
}
