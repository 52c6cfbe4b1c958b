package jp.madoguchi.ownrecord;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.Objects;
import jp.madoguchi.core.Permission;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** Tries of staff on their own record, of their household or of colleagues, for the supervisor and the auditor. */
@Route("audit/own-records")
@RolesAllowed(Permission.AUDIT_READ)
class OwnTriesView extends Div implements HasDynamicTitle {

    final Grid<OwnTries.Try> grid = new Grid<>();

    OwnTriesView(OwnTries tries, Work work) {
        addClassName("page");
        var title = new H1(t("ownrecord.tries.title"));
        title.addClassName("page-title");
        var explain = new Paragraph(t("ownrecord.tries.explain"));
        explain.addClassName("muted");
        grid.addColumn(each -> Formats.dateTime(each.at()))
                .setHeader(t("ownrecord.tries.at"))
                .setAutoWidth(true);
        grid.addColumn(each -> t("member.visits.person", each.staffName(), each.staffNo()))
                .setHeader(t("ownrecord.tries.who"))
                .setAutoWidth(true);
        grid.addColumn(each -> Objects.requireNonNullElse(each.placeName(), t("ownrecord.nowhere")))
                .setHeader(t("ownrecord.places"))
                .setAutoWidth(true);
        grid.addColumn(each -> t(each.searched() ? "ownrecord.tries.searched" : "ownrecord.tries.refused"))
                .setHeader(t("ownrecord.tries.what"))
                .setAutoWidth(true);
        grid.addColumn(each -> Objects.requireNonNullElse(each.memberNo(), ""))
                .setHeader(t("ownrecord.tries.member"))
                .setAutoWidth(true);
        grid.addColumn(each -> Objects.requireNonNullElse(each.contactNo(), ""))
                .setHeader(t("ownrecord.tries.contact"))
                .setAutoWidth(true);
        grid.setEmptyStateText(t("ownrecord.tries.none"));
        grid.setAllRowsVisible(true);
        var messages = new MessagePanel();
        add(title, explain, messages, grid);
        work.read(messages, tries::latest, grid::setItems);
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("ownrecord.tries.title"));
    }
}
