package jp.madoguchi.lending;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Optional;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.contract.Simulation;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.MemberTab;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;

/** What if, for the conversation (利息シミュレーション, DOMAIN R15): a repayment, a borrowing, a whole plan; only after a passed check. */
@org.springframework.stereotype.Component
class SimulationTab implements MemberTab {

    private final Simulations simulations;
    private final SimulationSheets sheets;
    private final Contacts contacts;
    private final Work work;

    SimulationTab(Simulations simulations, SimulationSheets sheets, Contacts contacts, Work work) {
        this.simulations = simulations;
        this.sheets = sheets;
        this.contacts = contacts;
        this.work = work;
    }

    @Override
    public String id() {
        return "simulation";
    }

    @Override
    public int order() {
        return 14;
    }

    @Override
    public String titleKey() {
        return "lending.simulation.tab";
    }

    @Override
    public Component create(MemberNo memberNo) {
        return new Panel(memberNo);
    }

    private final class Panel extends Div {

        private final MemberNo memberNo;
        private final MessagePanel messages = new MessagePanel();
        private final Div content = new Div();

        Panel(MemberNo memberNo) {
            this.memberNo = memberNo;
            addClassName("stack");
            content.addClassName("stack");
            add(messages, content);
            ScreenBus.subscribe(this, ScreenBus.ContactChanged.class, change -> refresh());
            refresh();
        }

        private void refresh() {
            work.read(messages, () -> simulations.inContact(memberNo), this::show);
        }

        private void show(Optional<Simulation> simulation) {
            content.removeAll();
            var contact = simulation.isPresent() ? contacts.front() : Optional.<OpenContact>empty();
            if (simulation.isEmpty() || contact.isEmpty()) {
                content.add(new Paragraph(t("lending.simulation.masked")));
                return;
            }
            var asked = new Div();
            asked.addClassName("supposed-both");
            for (var kind : Supposed.Kind.values()) {
                asked.add(new SupposedPanel(kind, simulation.get(), memberNo, contact.get(), sheets, work));
            }
            content.add(asked, new WhatIfPanel(simulation.get().ground()));
        }
    }
}
