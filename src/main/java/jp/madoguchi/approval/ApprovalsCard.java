package jp.madoguchi.approval;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.LiveCard;
import jp.madoguchi.ui.Work;

/** Requests that wait for this person, on the home view. */
@org.springframework.stereotype.Component
class ApprovalsCard implements HomeCard {

    private final Approvals approvals;
    private final Announcements announcements;
    private final Work work;

    ApprovalsCard(Approvals approvals, Announcements announcements, Work work) {
        this.approvals = approvals;
        this.announcements = announcements;
        this.work = work;
    }

    @Override
    public int order() {
        return 4;
    }

    @Override
    public boolean isFor(StaffMember staff) {
        return staff.rights().containsValue(Permission.Level.SECOND);
    }

    @Override
    public Component create() {
        return new LiveCard<>(
                        t("approval.card"),
                        t("approval.none"),
                        work,
                        approvals::waiting,
                        waiting -> waiting.stream().map(ApprovalsCard::line).toList())
                .on(announcements, Announcements.Kind.APPROVAL);
    }

    private static RouterLink line(ApprovalLine request) {
        return new RouterLink(
                t(
                        "approval.line",
                        t("approval.operation." + request.operation()),
                        request.placeName(),
                        request.makerName(),
                        Formats.time(request.madeAt()),
                        Formats.time(request.expiresAt())),
                ApprovalsView.class,
                new RouteParameters(new RouteParam("ref", request.ref().toString())));
    }
}
