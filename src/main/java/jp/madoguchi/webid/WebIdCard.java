package jp.madoguchi.webid;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import jp.madoguchi.approval.ApprovalLine;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.NextStep;
import jp.madoguchi.approval.RequestWatch;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.policy.Verdict;
import jp.madoguchi.slip.SlipPart;
import jp.madoguchi.slip.Slips;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** The Web-ID of one member on the login tab: its age, what to advise, the re-issue, the slip, the ledger. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@StyleSheet("context://ui/webid.css")
public class WebIdCard extends Div {

    private final WebIds webIds;
    private final WebIdReissue reissue;
    private final Slips slips;
    private final Approvals approvals;
    private final RequestWatch requests;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();
    private @Nullable MemberNo memberNo;

    WebIdCard(
            WebIds webIds,
            WebIdReissue reissue,
            Slips slips,
            Approvals approvals,
            Announcements announcements,
            Work work) {
        this.webIds = webIds;
        this.reissue = reissue;
        this.slips = slips;
        this.approvals = approvals;
        this.requests = new RequestWatch(this, approvals, announcements, this::refresh);
        this.work = work;
        addClassNames("card", "web-id-card");
        add(new H2(t("webid.card")), messages, content);
        ScreenBus.subscribe(this, ScreenBus.ContactChanged.class, change -> refresh());
        ScreenBus.subscribe(this, ScreenBus.MemberChanged.class, change -> refresh());
    }

    public WebIdCard of(MemberNo member) {
        memberNo = member;
        refresh();
        return this;
    }

    private void refresh() {
        var member = memberNo;
        if (member != null) {
            work.read(messages, () -> webIds.read(member), this::show);
        }
    }

    private void show(WebIdState state) {
        content.removeAll();
        var request = requests.latest(state.ownContact(), Permission.WEBID_REISSUE, ReissueWithSecondPerson.CODE);
        content.add(facts(state));
        var advice = new Paragraph(t("webid.advice"));
        advice.addClassName("web-id-advice");
        content.add(advice);
        if (CurrentStaff.get().may(Permission.WEBID_REISSUE)) {
            addNextStep(state, request);
        }
        addLedger(state);
    }

    private static FactList facts(WebIdState state) {
        var facts = new FactList();
        var current = state.current();
        if (current.isEmpty()) {
            return facts.fact(t("webid.current"), t("webid.none"));
        }
        var days = Duration.between(current.get().issuedAt(), state.asOf()).toDays();
        facts.fact(t("webid.current"), current.get().shown());
        var age = new Div(
                t("webid.age.value", days, Formats.dateTime(current.get().issuedAt())));
        if (days >= state.adviseAfterDays()) {
            age.add(new Chip(t("webid.age.old"), Chip.Weight.CAREFUL));
        }
        age.addClassNames("row");
        return facts.fact(t("webid.age"), age);
    }

    private void addNextStep(WebIdState state, Optional<ApprovalLine> request) {
        var contact = state.ownContact().orElse(null);
        var slip = state.slip();
        var isWaiting = request.filter(line -> line.decision() == null).isPresent();
        if (contact != null && slip != null && !isWaiting) {
            content.add(new SlipPart(slips, work, contact, slip));
            if (slip.handedOverAt() == null) {
                return;
            }
        } else if (contact != null && !isWaiting && sentHere(state, contact.openedAt())) {
            var sent = new Div(new Paragraph(t("webid.sent")));
            sent.addClassNames("next-step");
            sent.getElement().setAttribute("role", "status");
            content.add(sent);
        }
        content.add(new NextStep(approvals, work)
                .show(
                        better(state),
                        request,
                        "webid.reissue",
                        () -> state.ownContact()
                                .ifPresent(own -> new ReissueDialog(reissue, work, own, state).open())));
    }

    private static boolean sentHere(WebIdState state, Instant since) {
        return state.current()
                .filter(entry ->
                        "MAIL".equals(entry.delivery()) && entry.issuedAt().isAfter(since))
                .isPresent();
    }

    /** What is possible by one way is possible. */
    private static Verdict better(WebIdState state) {
        return state.bySlip() instanceof Verdict.Forbidden ? state.byMail() : state.bySlip();
    }

    private void addLedger(WebIdState state) {
        if (state.ledger().isEmpty()) {
            return;
        }
        var list = new UnorderedList();
        list.addClassName("timeline");
        state.ledger().forEach(entry -> list.add(new ListItem(line(entry))));
        content.add(new H3(t("webid.ledger")), list);
    }

    private static String line(WebIdEntry entry) {
        var parts = new ArrayList<String>();
        parts.add(Formats.dateTime(entry.issuedAt()) + " → "
                + (entry.endedAt() == null ? t("webid.ledger.now") : Formats.dateTime(entry.endedAt())));
        parts.add(entry.shown());
        parts.add(code("web_id", "channel", entry.channel()));
        parts.add(code("web_id", "delivery", entry.delivery()));
        if (entry.reason() != null) {
            parts.add(code("web_id", "reason", entry.reason()));
            parts.add(t(
                    "webid.ledger.staff",
                    String.valueOf(entry.placeName()),
                    String.valueOf(entry.staffName()),
                    code("identity_check", "method", String.valueOf(entry.checkMethod()))));
        }
        if (entry.checkerName() != null) {
            parts.add(t("webid.ledger.checker", entry.checkerName()));
        }
        if (entry.slips() > 0) {
            parts.add(t("webid.ledger.slips", entry.slips()));
        }
        return String.join(t("list.separator"), parts);
    }
}
