package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.Duration;
import java.util.List;
import jp.madoguchi.policy.CheckState;
import jp.madoguchi.ui.ElapsedTime;

/** The parked contacts with the way to resume each. */
final class ParkedList extends Div {

    private final ContactDesk desk;
    private final boolean mayResume;

    /** @param mayResume whether no other contact is in front */
    ParkedList(List<OpenContact> parked, boolean mayResume, ContactDesk desk) {
        this.desk = desk;
        this.mayResume = mayResume;
        addClassName("parked-contacts");
        var list = new UnorderedList();
        parked.forEach(contact -> list.add(line(contact)));
        add(list);
        add(hint(t("contact.parked.hint", desk.minutesThatChecksOutlastParking())));
        if (!mayResume) {
            add(hint(t("contact.parked.another-in-front")));
        }
    }

    private static Paragraph hint(String words) {
        var hint = new Paragraph(words);
        hint.addClassName("muted");
        return hint;
    }

    private ListItem line(OpenContact contact) {
        var resume = new Button(t("contact.resume"), click -> desk.resume(contact));
        resume.setEnabled(mayResume);
        resume.setDisableOnClick(true);
        resume.setAriaLabel(t("contact.resume.of", contact.contactNo()));
        var facts = new Div(
                ContactWords.channel(contact.channel()),
                ContactWords.link(contact.contactNo()),
                ContactWords.memberLink(contact.memberName(), contact.memberNo()),
                age(contact));
        facts.addClassName("parked-contact-facts");
        if (contact.check() == CheckState.EXPIRED) {
            var gone = new Span(t("contact.parked.check-void"));
            gone.addClassName("parked-contact-void");
            facts.add(gone);
        }
        var line = new ListItem(facts, resume);
        line.addClassName("parked-contact");
        return line;
    }

    private static Span age(OpenContact contact) {
        var since = contact.parkedAt() == null ? contact.openedAt() : contact.parkedAt();
        var age =
                new Span(new Span(t("contact.parked.since")), new ElapsedTime(Duration.between(since, contact.asOf())));
        age.addClassName("contact-age");
        return age;
    }
}
