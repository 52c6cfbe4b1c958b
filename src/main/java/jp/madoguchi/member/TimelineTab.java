package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.QueryParameters;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jp.madoguchi.contact.ContactWords;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.ui.MemberTab;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** The timeline of a member (経緯): all that happened in one stream; which kinds, stands in the address. */
@org.springframework.stereotype.Component
class TimelineTab implements MemberTab {

    private static final String KIND = "kind";

    private final Timelines timelines;
    private final Work work;

    TimelineTab(Timelines timelines, Work work) {
        this.timelines = timelines;
        this.work = work;
    }

    @Override
    public String id() {
        return "timeline";
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public String titleKey() {
        return "member.tab.timeline";
    }

    @Override
    public Component create(MemberNo memberNo) {
        return create(memberNo, QueryParameters.empty());
    }

    @Override
    public Component create(MemberNo memberNo, QueryParameters asked) {
        var chosen = chosen(asked);
        var list = new TimelineList(
                before -> timelines.of(memberNo, chosen.isEmpty() ? TimelineKind.deeds() : chosen, before),
                event -> details(memberNo, event),
                t(chosen.isEmpty() ? "member.timeline.none" : "member.timeline.none-of-kind"),
                work);
        ScreenBus.subscribe(list, ScreenBus.ContactChanged.class, change -> list.restart());
        ScreenBus.subscribe(list, ScreenBus.MemberChanged.class, change -> list.restart());
        var whole = new Div(choice(memberNo, chosen), list);
        whole.addClassName("stack");
        return whole;
    }

    private static Set<TimelineKind> chosen(QueryParameters asked) {
        return asked.getSingleParameter(KIND).stream()
                .flatMap(names -> Arrays.stream(names.split(",")))
                .map(TimelineKind::named)
                .flatMap(Optional::stream)
                .filter(TimelineTab::isFor)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(TimelineKind.class)));
    }

    private static boolean isFor(TimelineKind kind) {
        return kind != TimelineKind.LOOK || CurrentStaff.get().may(Permission.AUDIT_READ);
    }

    /** Each kind adds itself to the address, or takes itself out of it. */
    private Nav choice(MemberNo memberNo, Set<TimelineKind> chosen) {
        var nav = new Nav();
        nav.addClassName("choice-links");
        nav.getElement().setAttribute("aria-label", t("member.timeline.kinds"));
        nav.add(link(t("member.timeline.all"), address(memberNo, Set.of()), chosen.isEmpty()));
        for (var kind : TimelineKind.values()) {
            if (isFor(kind)) {
                var with = EnumSet.noneOf(TimelineKind.class);
                with.addAll(chosen);
                if (!with.remove(kind)) {
                    with.add(kind);
                }
                nav.add(link(t("member.timeline.kind." + kind), address(memberNo, with), chosen.contains(kind)));
            }
        }
        return nav;
    }

    private String address(MemberNo memberNo, Set<TimelineKind> kinds) {
        var tab = "members/" + memberNo + "/" + id();
        return kinds.isEmpty()
                ? tab
                : tab + "?" + KIND + "=" + kinds.stream().map(Enum::name).collect(Collectors.joining(","));
    }

    private static Anchor link(String words, String address, boolean on) {
        var link = new Anchor(address, words);
        link.getElement().setAttribute("router-link", true);
        link.addClassName("choice-link");
        if (on) {
            link.getElement().setAttribute("aria-current", "true");
        }
        return link;
    }

    /** To the contact where it is of the own place, else to the tab that tells it in full. */
    private static @Nullable Component details(MemberNo memberNo, TimelineEvent event) {
        var contact = event.contactNo();
        var workplace = CurrentStaff.get().workplace();
        if (contact != null
                && workplace != null
                && workplace.placeNo().value().equals(event.placeNo())
                && CurrentStaff.get().may(Permission.CONTACT_WRITE)) {
            return ContactWords.link(contact);
        }
        var tab = tab(event.kind(), event.source());
        if (tab == null) {
            return null;
        }
        var link = new Anchor("members/" + memberNo + "/" + tab, t("member.timeline.details"));
        link.getElement().setAttribute("router-link", true);
        link.getElement().setAttribute("aria-label", t("member.timeline.details-of", TimelineWords.title(event)));
        return link;
    }

    private static @Nullable String tab(TimelineKind kind, String source) {
        if (List.of("CARD", "CARD_LOST").contains(source)) {
            return "card";
        }
        return switch (kind) {
            case LOGIN, CREDENTIAL -> "login";
            case LOCK -> source.equals("TAKEOVER_HEARD") ? "takeover" : "login";
            case CONTACT, CHECK -> "contacts";
            case PAPER -> source.equals("PAID_OFF_CERTIFICATE") ? "contract" : "income";
            case LIMIT -> "limit";
            case DATA -> List.of("RESTRICTION", "ATTENTION").contains(source) ? null : "registered";
            case CONTRACT -> "contract";
            case MONEY -> "transactions";
            case SERVICE -> source.equals("BANK_SERVICE") ? "debit" : "points";
            case MESSAGE -> "messages";
            case APPROVAL, LOOK -> null;
        };
    }
}
