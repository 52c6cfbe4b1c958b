package jp.madoguchi.contract;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Optional;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.NextStep;
import jp.madoguchi.approval.RequestWatch;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** Asks to waive the late charge after an outage of ours; not there when there is none to waive. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public class WaiverCard extends Div {

    private final Waivers waivers;
    private final Approvals approvals;
    private final RequestWatch requests;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();
    private @Nullable MemberNo memberNo;

    WaiverCard(Waivers waivers, Approvals approvals, Announcements announcements, Work work) {
        this.waivers = waivers;
        this.approvals = approvals;
        // With the decision the amounts above have changed as well.
        this.requests = new RequestWatch(this, approvals, announcements, ContractPanel::changed);
        this.work = work;
        addClassNames("card", "waiver-card");
        add(new H2(t("contract.waiver.title")), messages, content);
        setVisible(false);
        ScreenBus.subscribe(this, ScreenBus.ContactChanged.class, change -> refresh());
        ScreenBus.subscribe(this, ScreenBus.MemberChanged.class, change -> refresh());
    }

    public WaiverCard of(MemberNo member) {
        memberNo = member;
        refresh();
        return this;
    }

    private void refresh() {
        var member = memberNo;
        if (member != null && CurrentStaff.get().may(Permission.LATE_CHARGE_WAIVE)) {
            work.read(messages, () -> waivers.offer(member), offer -> show(member, offer));
        }
    }

    private void show(MemberNo member, Optional<WaiverOffer> offered) {
        content.removeAll();
        setVisible(offered.isPresent());
        offered.ifPresent(offer -> {
            content.add(
                    new Paragraph(t("contract.waiver.why", offer.outage(), Formats.yen(offer.amount()))),
                    new NextStep(approvals, work)
                            .show(
                                    offer.verdict(),
                                    requests.latest(
                                            Optional.of(offer.contact()),
                                            Permission.LATE_CHARGE_WAIVE,
                                            WaiveWithSecondPerson.CODE),
                                    "contract.waiver",
                                    () -> ask(member, offer)));
        });
    }

    private void ask(MemberNo member, WaiverOffer offer) {
        var id = OperationId.make();
        work.write(
                messages,
                id,
                () -> waivers.request(id, offer.contact().contactNo(), member),
                done -> ContractPanel.changed(),
                ContractPanel::changed);
    }
}
