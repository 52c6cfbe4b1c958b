package jp.madoguchi.takeover;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.MemberPanel;
import jp.madoguchi.approval.NextStep;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** The signs with their evidence, what was heard, the lock that comes first and its clearing. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@StyleSheet("context://ui/care.css")
class TakeoverPanel extends MemberPanel<TakeoverState> {

    private final TakeoverSigns signs;
    private final TakeoverClearings clearings;

    TakeoverPanel(
            TakeoverSigns signs,
            TakeoverClearings clearings,
            Approvals approvals,
            Announcements announcements,
            Work work) {
        super(signs::read, approvals, announcements, work);
        this.signs = signs;
        this.clearings = clearings;
    }

    @Override
    protected void show(MemberNo member, TakeoverState state) {
        content.add(signs(state));
        if (CurrentStaff.get().may(Permission.LOCK_SET)) {
            content.add(acts(state));
        }
    }

    private static Div signs(TakeoverState state) {
        var silence = new Paragraph(t("takeover.silence"));
        silence.addClassName("muted");
        var card = new Div(new H2(t("takeover.title")), silence);
        card.addClassNames("card", "care-card");
        if (state.signs().isEmpty()) {
            var none = new Paragraph(t("takeover.none", state.shownDays()));
            none.addClassName("empty");
            card.add(none);
            return card;
        }
        var facts = new FactList();
        for (var sign : state.signs()) {
            var chip = new Chip(
                    t(sign.grave() ? "takeover.grave" : "takeover.watched"),
                    sign.grave() ? Chip.Weight.STOP : Chip.Weight.CAREFUL);
            var first = new Div(chip, new Span(Formats.dateTime(sign.since())));
            first.addClassName("row");
            var value = new Div(first, new Span(SignWords.evidence(sign)));
            value.addClassName("sign-evidence");
            facts.fact(SignWords.name(sign.sign()), value);
        }
        facts.addClassName("takeover-signs");
        card.add(facts);
        return card;
    }

    private Div acts(TakeoverState state) {
        var card = new Div(new H2(t("takeover.acts")));
        card.addClassNames("card", "care-card");
        if (state.lockedAt() == null) {
            card.add(
                    new H3(t("takeover.lock.title")),
                    new Paragraph(t("takeover.lock.effect")),
                    new NextStep(approvals, work)
                            .show(
                                    state.locking(),
                                    Optional.empty(),
                                    "takeover.lock",
                                    () -> state.ownContact()
                                            .ifPresent(contact ->
                                                    new LockFirstDialog(signs, null, work, state.memberNo()).open())));
        } else {
            card.add(
                    new H3(t("takeover.clear.title")),
                    new NextStep(approvals, work)
                            .show(
                                    state.clearing(),
                                    watch.latest(
                                            state.ownContact(),
                                            Permission.LOCK_CLEAR,
                                            ClearTakeoverWithSecondPerson.CODE),
                                    "takeover.clear",
                                    () -> state.ownContact()
                                            .ifPresent(contact -> new ClearTakeoverDialog(
                                                            clearings, work, contact, state.memberNo())
                                                    .open())));
        }
        card.add(
                new H3(t("takeover.report.title")),
                new NextStep(approvals, work)
                        .show(
                                state.reporting(),
                                Optional.empty(),
                                "takeover.report",
                                () -> state.ownContact()
                                        .ifPresent(contact ->
                                                new ReportSignDialog(signs, work, contact, state.memberNo()).open())));
        return card;
    }

    static void changed() {
        ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.MemberChanged());
    }
}
