package jp.madoguchi.personal;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.RouterLink;
import java.util.List;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.LiveCard;
import jp.madoguchi.ui.Work;

/** How many reported changes wait and how long the oldest does, for who may see to them. */
@org.springframework.stereotype.Component
class ChangeReportsCard implements HomeCard {

    private final ChangeReports reports;
    private final Announcements announcements;
    private final Work work;

    ChangeReportsCard(ChangeReports reports, Announcements announcements, Work work) {
        this.reports = reports;
        this.announcements = announcements;
        this.work = work;
    }

    @Override
    public int order() {
        return 17;
    }

    @Override
    public boolean isFor(StaffMember staff) {
        return staff.may(Permission.ADDRESS_CHANGE);
    }

    @Override
    public Component create() {
        return new LiveCard<>(
                        t("personal.reports.title"),
                        t("personal.reports.none"),
                        work,
                        () -> {
                            var queue = reports.queue();
                            return queue.waiting() == 0 ? List.<ReportQueue>of() : List.of(queue);
                        },
                        queues -> queues.stream()
                                .map(queue -> new RouterLink(ReportWords.summary(queue), ChangeReportsView.class))
                                .toList())
                .on(announcements, Announcements.Kind.CHANGE_REPORT);
    }
}
