package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Refused;
import jp.madoguchi.ui.ContactOpener;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Where members are found while somebody types. What is looked for stays with the session and never stands in the
 * address.
 */
@Route("members")
@RolesAllowed({Permission.MEMBER_READ, Members.WITHIN_A_CASE})
@StyleSheet("context://ui/member.css")
class MembersView extends Div implements BeforeEnterObserver, HasDynamicTitle, SearchForm.Page {

    private final MemberSearch search;
    private final Contacts contacts;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final SearchForm form;
    private final Div outside = new Div();
    private final Paragraph count = new Paragraph();
    private final FoundList found = new FoundList(this::open);
    private final Paragraph more = new Paragraph(t("member.more-fit"));
    private final Div nobody = new Div();
    /** The rows on the screen, and what they answer. */
    private List<FoundMember> rows = List.of();

    private @Nullable SearchTerms answered;
    private @Nullable Refused inTheWay;

    MembersView(MemberSearch search, Contacts contacts, Work work, ObjectProvider<ContactOpener> opener) {
        this.search = search;
        this.contacts = contacts;
        this.work = work;
        form = new SearchForm(search, this);
        addClassNames("page", "members-view");
        var title = new H1(t("member.search.title"));
        title.addClassName("page-title");
        var why = new Paragraph(t("member.outside.why"));
        outside.addClassNames("outside-contact", "row");
        outside.add(why);
        opener.ifAvailable(contact -> outside.add(new Button(t("member.open-contact"), click -> contact.open(null))));
        count.addClassName("found-count");
        count.getElement().setAttribute("role", "status");
        more.addClassName("found-more");
        nobody.addClassName("empty");
        nobody.add(new Paragraph(t("member.nobody")), new Paragraph(t("member.nobody.next")));
        var card = new Div(outside, form);
        card.addClassNames("card", "stack");
        var answer = new Div(count, found, more, nobody);
        answer.addClassNames("stack", "search-answer");
        add(title, card, messages, answer);
        clear();
        ScreenBus.subscribe(this, ScreenBus.ContactChanged.class, change -> {
            askForPurpose();
            if (inTheWay instanceof PurposeMissing) {
                look(false);
            }
        });
        ScreenBus.subscribe(this, ScreenBus.SessionEnding.class, ending -> end(SearchVisit.End.LEFT));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        askForPurpose();
        var desk = SearchDesk.current();
        var visit = desk.visit();
        form.purpose.setValue(visit == null ? null : visit.purpose());
        form.show(desk.terms());
        if (!desk.terms().isBlank()) {
            look(!form.purpose.isVisible() || form.purpose.getValue() != null);
        }
    }

    /** Outside a contact it takes a purpose; within one the contact is the reason. */
    private void askForPurpose() {
        var inContact = CurrentStaff.get().may(Permission.CONTACT_WRITE)
                && contacts.front().isPresent();
        outside.setVisible(!inContact);
        form.purpose.setVisible(!inContact);
    }

    private @Nullable SearchPurpose purpose() {
        return form.purpose.isVisible() ? form.purpose.getValue() : null;
    }

    // Looking ---------------------------------------------------------------------------------------------------------

    @Override
    public void look(boolean byEnter) {
        var terms = form.terms();
        form.answered();
        if (byEnter && terms.equals(answered)) {
            form.toList();
            return;
        }
        SearchDesk.current().keep(terms);
        clear();
        form.keys.read();
        if (terms.isBlank() && !byEnter) {
            messages.clear();
            end(SearchVisit.End.CLEARED);
            return;
        }
        var visit = visit();
        work.read(messages, () -> ask(terms, visit), answer -> show(answer, terms, byEnter));
    }

    private SearchAnswer ask(SearchTerms terms, SearchVisit visit) {
        try {
            return search.look(terms, visit);
        } catch (PurposeMissing missing) {
            form.purpose.clear();
            return new SearchAnswer.NotEnough(missing);
        }
    }

    @Override
    public void halt() {
        if (inTheWay != null) {
            say(inTheWay);
        }
    }

    private void say(Refused why) {
        form.hint(null);
        messages.problem(t(why.what()), MessagePanel.Saved.NOTHING, t(why.next()), why.code());
    }

    private void clear() {
        answered = null;
        inTheWay = null;
        rows = List.of();
        form.hint(null);
        found.show(rows);
        List.of(count, more, nobody).forEach(part -> part.setVisible(false));
    }

    private void show(SearchAnswer answer, SearchTerms terms, boolean byEnter) {
        switch (answer) {
            // While somebody types, what is still missing is a quiet line under the box.
            case SearchAnswer.NotEnough(var why) -> {
                inTheWay = why;
                if (byEnter) {
                    say(why);
                } else {
                    form.hint(t(why.next()));
                }
            }
            case SearchAnswer.NotYet(var rest) -> {
                form.hint(t("member.search.wait"));
                form.again(rest, byEnter);
            }
            case FoundMembers members -> show(members, terms, byEnter);
        }
    }

    private void show(FoundMembers members, SearchTerms terms, boolean byEnter) {
        rows = members.members();
        count.setText(t("member.count", rows.size()));
        count.setVisible(true);
        found.show(rows);
        more.setVisible(members.more());
        nobody.setVisible(rows.isEmpty());
        if (rows.isEmpty()) {
            return;
        }
        answered = terms;
        if (byEnter) {
            form.toList();
        }
    }

    /** The keyboard may not be in the list yet. */
    @Override
    public void enterAgain() {
        if (rows.size() == 1 && form.terms().equals(answered)) {
            open(rows.getFirst());
        } else {
            look(true);
        }
    }

    // The visit -------------------------------------------------------------------------------------------------------

    private SearchVisit visit() {
        var desk = SearchDesk.current();
        var visit = desk.visit();
        if (visit != null && visit.purpose() != purpose()) {
            finish(desk, SearchVisit.End.LEFT);
        }
        return desk.visit(purpose());
    }

    @Override
    public void rest() {
        end(SearchVisit.End.RESTED);
    }

    @Override
    protected void onDetach(DetachEvent detached) {
        var desk = SearchDesk.of(detached.getSession());
        desk.keep(form.terms());
        if (CurrentStaff.find().isPresent()) {
            finish(desk, SearchVisit.End.LEFT);
        }
    }

    /** The next visit outside a contact has a purpose of its own. */
    private void end(SearchVisit.End how) {
        finish(SearchDesk.current(), how);
        form.purpose.clear();
    }

    /** That it could not be recorded disturbs nobody: what was shown is recorded already. */
    private void finish(SearchDesk desk, SearchVisit.End how) {
        var visit = desk.end();
        if (visit != null) {
            work.read(
                    new MessagePanel(),
                    () -> {
                        search.end(visit, how);
                        return visit;
                    },
                    ended -> {});
        }
    }

    private void open(FoundMember member) {
        SearchDesk.current().openFor(member.memberNo(), purpose());
        finish(SearchDesk.current(), SearchVisit.End.OPENED);
        getUI().ifPresent(ui -> ui.navigate(MemberView.class, MemberView.address(member.memberNo())));
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("member.search.title"));
    }
}
