package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.madoguchi.contact.CautionDesk;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.identity.IdentityDialogs;
import jp.madoguchi.ui.ContactOpener;
import jp.madoguchi.ui.MemberAct;
import jp.madoguchi.ui.MemberBadge;
import jp.madoguchi.ui.MemberTab;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Shortcut;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** One member: the head on every tab, the tabs contributed by the features, each with its address. */
@Route("members/:memberNo/:tab?")
@RolesAllowed({Permission.MEMBER_READ, Members.WITHIN_A_CASE})
@StyleSheet("context://ui/member.css")
class MemberView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final Members members;
    private final Contacts contacts;
    private final Work work;
    private final List<MemberTab> tabs;
    private final List<MemberBadge> badges;
    private final List<MemberAct> acts;
    private final CautionDesk cautions;
    private final ObjectProvider<ContactOpener> opener;
    private final IdentityDialogs identity;
    private final Reveals reveals;
    private final MessagePanel messages = new MessagePanel();
    private final Div head = new Div();
    private final Div situation = new Div();
    private final Nav bar = new Nav();
    private final Map<MemberTab, RouterLink> links = new HashMap<>();
    private final Div content = new Div();
    private @Nullable MemberNo memberNo;
    private @Nullable MemberTab openTab;
    private QueryParameters asked = QueryParameters.empty();
    private @Nullable String shownTab;
    private @Nullable MemberHeader header;

    MemberView(
            Members members,
            Contacts contacts,
            Work work,
            List<MemberTab> tabs,
            List<MemberBadge> badges,
            List<MemberAct> acts,
            CautionDesk cautions,
            ObjectProvider<ContactOpener> opener,
            IdentityDialogs identity,
            Reveals reveals) {
        this.members = members;
        this.contacts = contacts;
        this.work = work;
        this.tabs =
                tabs.stream().sorted(Comparator.comparingInt(MemberTab::order)).toList();
        this.badges = badges.stream()
                .sorted(Comparator.comparingInt(MemberBadge::order))
                .toList();
        this.acts = List.copyOf(acts);
        this.cautions = cautions;
        this.opener = opener;
        this.identity = identity;
        this.reveals = reveals;
        addClassNames("page", "member-view");
        getElement().setAttribute("tabindex", "-1");
        content.addClassName("member-content");
        bar.addClassName("member-tabs");
        Shortcut.TAB_PREVIOUS.on(Shortcut.TAB_NEXT.on(bar));
        bar.getElement().setAttribute("aria-label", t("member.tabs"));
        add(messages, situation, head, bar, content);
        ScreenBus.subscribe(this, ScreenBus.ContactChanged.class, change -> readAgain());
        ScreenBus.subscribe(this, ScreenBus.MemberChanged.class, change -> readAgain());
    }

    /** Parts of the address of a member; the first tab is shown. */
    static RouteParameters address(MemberNo memberNo) {
        return new RouteParameters("memberNo", memberNo.value());
    }

    private static RouteParameters address(MemberNo memberNo, MemberTab tab) {
        return new RouteParameters(Map.of("memberNo", memberNo.value(), "tab", tab.id()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var wanted = event.getRouteParameters()
                .get("memberNo")
                .filter(MemberNo::isValid)
                .map(MemberNo::new);
        var tab = event.getRouteParameters()
                .get("tab")
                .map(id -> tabs.stream()
                        .filter(candidate -> candidate.id().equals(id))
                        .findFirst())
                .orElse(tabs.stream().findFirst());
        if (wanted.isEmpty() || tab.isEmpty()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        if (!wanted.get().equals(memberNo)) {
            memberNo = wanted.get();
            header = null;
            linkTabs(wanted.get());
            getElement().executeJs("this.focus({preventScroll: true})");
        }
        openTab = tab.get();
        asked = event.getLocation().getQueryParameters();
        if (header == null && !read()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        showTab();
    }

    /**
     * Reads the head anew; what may be shown follows from the contact in front.
     *
     * @return false when there is no such member
     */
    private boolean read() {
        var member = memberNo;
        if (member == null) {
            return true;
        }
        header = null;
        bar.setVisible(false);
        List.of(situation, head).forEach(Div::removeAll);
        if (needsPurpose(member)) {
            askForPurpose(member);
            return true;
        }
        var exists = new boolean[] {true};
        work.read(messages, () -> open(member), answer -> {
            exists[0] = answer.isPresent();
            answer.ifPresent(this::show);
        });
        return exists[0];
    }

    private void readAgain() {
        if (read()) {
            showTab();
        }
        keepFocus();
    }

    /** The button that was pressed is gone: the keyboard goes on at the next step, or from the head of the page. */
    private void keepFocus() {
        getElement()
                .executeJs("setTimeout(() => document.activeElement === document.body &&"
                        + " (this.querySelector('.situation-next vaadin-button') ?? this).focus({preventScroll:"
                        + " true}))");
    }

    private Optional<MemberHeader> open(MemberNo member) {
        try {
            return Optional.of(members.open(member, SearchDesk.current().purposeOf(member)));
        } catch (NoSuchMember absent) {
            return Optional.empty();
        }
    }

    private void show(MemberHeader read) {
        header = read;
        head.add(new MemberHead(
                read,
                badges,
                acts,
                new MaskedFact.Desk(reveals, work, read.memberNo()),
                () -> cautions.open(read.memberNo())));
        new MemberSituation(read, contacts, work, messages, opener.getIfAvailable(), identity).addTo(situation);
    }

    // Outside a contact
    // -------------------------------------------------------------------------------------------------

    private boolean needsPurpose(MemberNo member) {
        var staff = CurrentStaff.get();
        return staff.may(Permission.MEMBER_READ)
                && SearchDesk.current().purposeOf(member) == null
                && contacts.front().isEmpty();
    }

    private void askForPurpose(MemberNo member) {
        content.removeAll();
        shownTab = null;
        var choice = new PurposeChoice();
        var go = new Button(t("member.open"), click -> {
            if (choice.getValue() == null) {
                choice.setErrorMessage(t("member.purpose.choose"));
                choice.setInvalid(true);
                return;
            }
            SearchDesk.current().openFor(member, choice.getValue());
            if (read()) {
                showTab();
            }
        });
        go.addThemeVariants(ButtonVariant.PRIMARY);
        var ask = new Div(choice, go);
        ask.addClassName("toolbar");
        opener.ifAvailable(contact -> ask.add(new Button(t("member.open-contact"), click -> contact.open(member))));
        var card = new Div(new H1(t("member.title", member)), new Paragraph(t("member.outside.why")), ask);
        card.addClassNames("card", "stack");
        head.add(card);
    }

    // Tabs
    // ---------------------------------------------------------------------------------------------------------------

    /** Links that stay while the tabs change, so that the keyboard stays on them. */
    private void linkTabs(MemberNo member) {
        bar.removeAll();
        links.clear();
        for (var tab : tabs) {
            var link = new RouterLink(t(tab.titleKey()), MemberView.class, address(member, tab));
            link.addClassName("member-tab");
            links.put(tab, link);
            bar.add(link);
        }
    }

    private void showTab() {
        var member = memberNo;
        var tab = openTab;
        if (member == null || tab == null || header == null) {
            return;
        }
        bar.setVisible(true);
        links.forEach((each, link) -> {
            if (each == tab) {
                link.getElement().setAttribute("aria-current", "page");
            } else {
                link.getElement().removeAttribute("aria-current");
            }
        });
        var shown = member + "/" + tab.id() + "?" + asked.getQueryString();
        if (!shown.equals(shownTab)) {
            content.removeAll();
            var problems = new MessagePanel();
            content.add(problems);
            work.read(problems, () -> tab.create(member, asked), content::add);
            shownTab = shown;
        }
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("member.title", memberNo == null ? "" : memberNo));
    }
}
