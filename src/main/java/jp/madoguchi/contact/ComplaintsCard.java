package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.RouterLink;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.LiveCard;
import jp.madoguchi.ui.Work;

/** The complaints of the place on its supervisor's home, the overdue ones loud. */
@org.springframework.stereotype.Component
class ComplaintsCard implements HomeCard {

    private final Complaints complaints;
    private final Announcements announcements;
    private final Work work;

    ComplaintsCard(Complaints complaints, Announcements announcements, Work work) {
        this.complaints = complaints;
        this.announcements = announcements;
        this.work = work;
    }

    @Override
    public int order() {
        return 8;
    }

    @Override
    public boolean isFor(StaffMember staff) {
        return staff.may(Permission.COMPLAINT_END);
    }

    @Override
    public Component create() {
        return new LiveCard<>(
                        t("contact.complaint.title"),
                        t("contact.complaint.none"),
                        work,
                        complaints::due,
                        due -> due.stream().map(ComplaintsCard::line).toList())
                .on(announcements, Announcements.Kind.COMPLAINT);
    }

    private static Div line(ComplaintDue complaint) {
        var line = new Div(
                ComplaintWords.due(complaint),
                new RouterLink(
                        t(
                                "contact.complaint.line",
                                code("complaint", "about", complaint.about().name()),
                                complaint.contactNo()),
                        ComplaintsView.class));
        line.addClassName("contact-line");
        return line;
    }
}
