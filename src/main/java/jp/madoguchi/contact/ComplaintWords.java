package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;

/** How a complaint is said on every screen that shows one. */
final class ComplaintWords {

    private ComplaintWords() {}

    /** The body outside the company, ready to be read out (DOMAIN §6). */
    static Div outsideBody() {
        var when = new Span(t("contact.complaint.outside.when"));
        when.addClassName("call-when");
        var words = new Div(when, new Paragraph(t("contact.complaint.outside")));
        words.addClassName("call-words");
        return words;
    }

    /** The due moment is the first one too late: the day before it is the last day. */
    static Chip due(ComplaintDue complaint) {
        var what = t(complaint.answered() ? "contact.complaint.end-due" : "contact.complaint.answer-due");
        var day = Formats.date(Tokyo.date(complaint.dueAt()).minusDays(1));
        return complaint.overdue()
                ? new Chip(t("contact.complaint.overdue", what, day), Chip.Weight.STOP)
                : new Chip(t("contact.complaint.due", what, day), Chip.Weight.CAREFUL);
    }

    static FactList facts(Complaint complaint) {
        var facts = new FactList()
                .fact(
                        t("contact.complaint.about"),
                        code("complaint", "about", complaint.about().name()))
                .fact(t("contact.member"), ContactWords.memberLink(complaint.memberName(), complaint.memberNo()))
                .fact(t("contact.complaint.contact"), ContactWords.link(complaint.contactNo()))
                .fact(
                        t("contact.complaint.raised"),
                        t("member.line.who", Formats.dateTime(complaint.raisedAt()), complaint.raisedBy()))
                .fact(t("contact.complaint.demanded"), complaint.demanded());
        var answer = complaint.answer();
        var answeredAt = complaint.answeredAt();
        if (answer != null && answeredAt != null) {
            facts.fact(t("contact.complaint.answered"), Formats.dateTime(answeredAt))
                    .fact(t("contact.complaint.answer"), answer);
        }
        return facts;
    }
}
