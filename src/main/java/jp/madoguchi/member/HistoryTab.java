package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MemberTab;
import jp.madoguchi.ui.PagedList;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;

/** What was done about a member: when, what, why, who, where. */
@org.springframework.stereotype.Component
class HistoryTab implements MemberTab {

    private final MemberTrail trail;
    private final Work work;

    HistoryTab(MemberTrail trail, Work work) {
        this.trail = trail;
        this.work = work;
    }

    @Override
    public String id() {
        return "history";
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public String titleKey() {
        return "member.tab.history";
    }

    @Override
    public Component create(MemberNo memberNo) {
        var list = new PagedList<TrailLine>(
                before -> trail.of(memberNo, before),
                HistoryTab::line,
                MemberTrail.PAGE,
                t("member.history.none"),
                work);
        ScreenBus.subscribe(list, ScreenBus.ContactChanged.class, change -> list.restart());
        ScreenBus.subscribe(list, ScreenBus.MemberChanged.class, change -> list.restart());
        return list;
    }

    private static Component line(TrailLine entry) {
        var at = new Span(Formats.dateTimeSeconds(entry.at()));
        at.addClassNames("line-at", "mono");
        var what = new Span(code("audit_entry", "action", entry.action()));
        what.addClassName("line-what");
        var line = new Div(at, what);
        line.addClassName("line");
        if (entry.refused()) {
            line.add(new Chip(t("member.history.refused"), Chip.Weight.CAREFUL));
        }
        var result = new Span(reason(entry).orElse(""));
        result.addClassName("line-result");
        var who = new Span(who(entry));
        who.addClassName("line-who");
        var number = new Span(
                Optional.ofNullable(entry.contactNo()).map(ContactNo::value).orElse(""));
        number.addClassNames("line-number", "mono");
        line.add(result, who, number);
        return line;
    }

    private static String who(TrailLine entry) {
        if (entry.staffName() == null) {
            return t("member.history.application." + entry.application());
        }
        return Stream.of(entry.placeName(), entry.staffName())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    /** What a reason means depends on the action that it explains. */
    private static Optional<String> reason(TrailLine entry) {
        var reason = entry.reason();
        if (reason == null) {
            return Optional.empty();
        }
        return switch (entry.action()) {
            case "CONTACT_CLOSED" -> Optional.of(code("contact", "outcome", reason));
            case "IDENTITY_CHECKED" -> Optional.of(code("identity_check", "fail_reason", reason));
            case "LOCK_CLEARED" -> Optional.of(code("login_lock", "clear_reason", reason));
            case "CARD_STOPPED" -> Optional.of(code("card_loss", "circumstance", reason));
            case "RESET_REQUESTED" -> Optional.of(code("credential_reset", "secret", reason));
            case "MEMBER_OPENED" -> Optional.of(code("audit_entry", "reason", reason));
            case "APPROVAL_REQUESTED", "OPERATION_REFUSED" ->
                Arrays.stream(Reason.values()).anyMatch(rule -> rule.name().equals(reason))
                        ? Optional.of(t("policy." + reason))
                        : Optional.of(reason);
            default -> Optional.empty();
        };
    }
}
