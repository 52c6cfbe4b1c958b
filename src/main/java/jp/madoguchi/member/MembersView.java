package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.ui.ContactOpener;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.springframework.beans.factory.ObjectProvider;

/** Where members are found. What is looked for stays with the session and never stands in the address. */
@Route("members")
@RolesAllowed({Permission.MEMBER_READ, Members.WITHIN_A_CASE})
@StyleSheet("context://ui/member.css")
class MembersView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final MemberSearch search;
    private final Contacts contacts;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final SearchForm form = new SearchForm(this::search);
    private final Div outside = new Div();
    private final Div understood = new Div();
    private final Paragraph count = new Paragraph();
    private final FoundList found = new FoundList(this::open);
    private final Div nobody = new Div();

    MembersView(MemberSearch search, Contacts contacts, Work work, ObjectProvider<ContactOpener> opener) {
        this.search = search;
        this.contacts = contacts;
        this.work = work;
        addClassNames("page", "members-view");
        var title = new H1(t("member.search.title"));
        title.addClassName("page-title");
        var why = new Paragraph(t("member.outside.why"));
        outside.addClassNames("outside-contact", "row");
        outside.add(why);
        opener.ifAvailable(contact -> outside.add(new Button(t("member.open-contact"), click -> contact.open(null))));
        understood.addClassNames("understood", "chips");
        count.addClassName("found-count");
        count.getElement().setAttribute("role", "status");
        nobody.addClassName("empty");
        var card = new Div(outside, form);
        card.addClassNames("card", "stack");
        var answer = new Div(count, understood);
        answer.addClassNames("row", "answer-head");
        add(title, card, messages, answer, found, nobody);
        clear();
        ScreenBus.subscribe(this, ScreenBus.ContactChanged.class, change -> askForPurpose());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        askForPurpose();
        var desk = SearchDesk.current();
        form.show(desk.terms(), desk.purpose());
        if (!desk.terms().isBlank() && (desk.purpose() != null || !form.purpose.isVisible())) {
            search();
        }
    }

    /** Outside a contact it takes a purpose; within one the contact is the reason. */
    private void askForPurpose() {
        var inContact = CurrentStaff.get().may(Permission.CONTACT_WRITE)
                && contacts.front().isPresent();
        outside.setVisible(!inContact);
        form.purpose.setVisible(!inContact);
    }

    private void search() {
        clear();
        var terms = form.terms();
        var purpose = form.purpose.isVisible() ? form.purpose.getValue() : null;
        SearchDesk.current().lookFor(terms, purpose);
        work.read(messages, () -> search.look(terms, new SearchVisit(purpose)), this::show);
        if (!found.isVisible()) {
            form.text.focus();
        }
    }

    private void clear() {
        understood.removeAll();
        understood.setVisible(false);
        count.setVisible(false);
        found.setVisible(false);
        nobody.setVisible(false);
    }

    private void show(SearchAnswer looked) {
        if (!(looked instanceof FoundMembers answer)) {
            return;
        }
        understood.setVisible(true);
        var read = new Span(t("member.understood"));
        read.addClassName("muted");
        understood.add(read);
        answer.understood().forEach(key -> understood.add(new UnderstoodKey(key)));
        count.setVisible(true);
        count.setText(t("member.count", answer.members().size()));
        found.show(answer.members());
        if (answer.members().isEmpty()) {
            nobody.removeAll();
            nobody.add(new Paragraph(t("member.nobody")), new Paragraph(t("member.nobody.next")));
            nobody.setVisible(true);
        } else {
            found.focusFirst();
        }
    }

    private void open(FoundMember member) {
        var purpose = form.purpose.isVisible() ? SearchDesk.current().purpose() : null;
        SearchDesk.current().openFor(member.memberNo(), purpose);
        getUI().ifPresent(ui -> ui.navigate(MemberView.class, MemberView.address(member.memberNo())));
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("member.search.title"));
    }
}
