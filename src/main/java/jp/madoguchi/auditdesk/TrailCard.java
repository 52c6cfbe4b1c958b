package jp.madoguchi.auditdesk;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import jp.madoguchi.auditdesk.TrailStates.TrailState;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.LiveCard;
import jp.madoguchi.ui.Work;

/** On the home view of auditors and administrators: its last verification, and the alarm when its heads do not leave the database. */
@org.springframework.stereotype.Component
class TrailCard implements HomeCard {

    private final TrailStates states;
    private final Work work;

    TrailCard(TrailStates states, Work work) {
        this.states = states;
        this.work = work;
    }

    @Override
    public int order() {
        return 58;
    }

    @Override
    public boolean isFor(StaffMember staff) {
        return staff.roles().contains(Role.AUDITOR) || staff.may(Permission.STAFF_ADMIN);
    }

    @Override
    public Component create() {
        var card = new LiveCard<>(
                t("auditdesk.state"),
                t("auditdesk.state.never"),
                work,
                () -> List.of(states.read()),
                read -> lines(read.getFirst()));
        card.refresh();
        return card;
    }

    private static List<Component> lines(TrailState state) {
        var facts = new FactList();
        var verified = state.verifiedAt();
        facts.fact(
                t("auditdesk.state.verified"),
                verified == null
                        ? new Chip(t("auditdesk.state.never"), Chip.Weight.CAREFUL)
                        : new Chip(
                                t(
                                        state.whole() ? "auditdesk.state.whole" : "auditdesk.state.damaged",
                                        Formats.dateTime(verified)),
                                state.whole() ? Chip.Weight.GOOD : Chip.Weight.STOP));
        var anchors = state.anchors();
        var kept = anchors.keptAt();
        facts.fact(
                t("auditdesk.state.anchored"),
                anchors.stopped()
                        ? new Chip(t("auditdesk.state.stopped"), Chip.Weight.STOP)
                        : anchors.failing()
                                ? new Chip(t("auditdesk.state.failing"), Chip.Weight.CAREFUL)
                                : new Chip(
                                        kept == null
                                                ? t("auditdesk.state.starting")
                                                : t("auditdesk.state.kept", Formats.time(kept)),
                                        Chip.Weight.GOOD));
        return anchors.stopped() || anchors.failing()
                ? List.of(facts, new Paragraph(t("auditdesk.state.next")))
                : List.of(facts);
    }
}
