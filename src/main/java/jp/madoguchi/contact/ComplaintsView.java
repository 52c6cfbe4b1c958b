package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.Drafts;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** The complaints of the own place that are not ended, what is due first at the top; answered here, ended by a supervisor. */
@Route("complaints")
@RolesAllowed(Permission.CONTACT_WRITE)
@StyleSheet("context://ui/contact.css")
class ComplaintsView extends Div implements HasDynamicTitle {

    private final Complaints complaints;
    private final Drafts drafts;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();
    private List<ComplaintDue> shown = List.of();

    ComplaintsView(Complaints complaints, Announcements announcements, Drafts drafts, Work work) {
        this.complaints = complaints;
        this.drafts = drafts;
        this.work = work;
        addClassName("page");
        content.addClassName("stack");
        var title = new H1(t("contact.complaint.title"));
        title.addClassName("page-title");
        add(title, messages, content, ComplaintWords.outsideBody());
        Live.refresh(this, listener -> announcements.listen(Announcements.Kind.COMPLAINT, listener), this::look);
        refresh();
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("contact.complaint.title"));
    }

    /** Reads the persons again only when something changed: each such reading is recorded. */
    private void look() {
        work.read(messages, complaints::due, due -> {
            if (!due.equals(shown)) {
                refresh();
            }
        });
    }

    private void refresh() {
        work.read(messages, complaints::open, this::show);
    }

    private void show(List<Complaint> found) {
        content.removeAll();
        shown = found.stream().map(Complaint::due).toList();
        if (found.isEmpty()) {
            var none = new Paragraph(t("contact.complaint.none"));
            none.addClassName("empty");
            content.add(none);
        }
        found.forEach(complaint -> content.add(card(complaint)));
    }

    private Component card(Complaint complaint) {
        var buttons = new Div();
        buttons.addClassName("row");
        if (complaint.answeredAt() == null) {
            buttons.add(new Button(
                    t("contact.complaint.answer.title"),
                    click -> new AnswerComplaintDialog(complaint, complaints, drafts, work, this::refresh).open()));
        } else if (CurrentStaff.get().may(Permission.COMPLAINT_END)) {
            buttons.add(new Button(
                    t("contact.complaint.end.title"),
                    click -> new EndComplaintDialog(complaint, complaints, drafts, work, this::refresh).open()));
        }
        var card = new Section(ComplaintWords.due(complaint.due()), ComplaintWords.facts(complaint), buttons);
        card.addClassNames("card", "complaint");
        return card;
    }
}
