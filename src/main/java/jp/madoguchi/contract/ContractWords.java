package jp.madoguchi.contract;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;

/**
 * What the state of a contract means for login and repayment, and what to say about it: the meaning to the person who
 * serves, the sentence to the member after a passed check only.
 */
record ContractWords(ContractState state) {

    private enum Case {
        NONE,
        ACTIVE,
        PAID_OFF,
        DORMANT,
        CANCELLED_BY_LENDER,
        CANCELLED_BY_MEMBER
    }

    Div part() {
        var part = new Div();
        var facts = new FactList();
        var startedOn = state.startedOn();
        var endedOn = state.endedOn();
        if (state.state() != null) {
            facts.fact(
                    t("contract.state"),
                    new Chip(
                            code("contract", "state", state.state()),
                            state.isActive() ? Chip.Weight.GOOD : Chip.Weight.STOP));
        }
        if (startedOn != null) {
            facts.fact(t("member.started-on"), Formats.date(startedOn));
        }
        if (endedOn != null) {
            facts.fact(
                    t("member.ended-on"),
                    t(
                            "member.detail",
                            Formats.date(endedOn),
                            code("contract", "end_reason", String.valueOf(state.endReason()))));
        }
        if (state.dormantSince() != null) {
            facts.fact(t("contract.dormant-since"), Formats.dateTime(state.dormantSince()));
        }
        var key = "contract.case." + which();
        part.add(facts, new Paragraph(t(key)));
        if (state.reckoned() != null && which() != Case.ACTIVE) {
            var say = new Paragraph(t(key + ".say", endedOn == null ? "" : Formats.date(endedOn)));
            say.addClassName("say");
            part.add(say);
        }
        return part;
    }

    private Case which() {
        if (state.state() == null) {
            return Case.NONE;
        }
        if (!state.isActive()) {
            return Case.valueOf(state.state());
        }
        if (state.dormantSince() != null) {
            return Case.DORMANT;
        }
        var reckoned = state.reckoned();
        return reckoned != null && reckoned.isPaidOff() ? Case.PAID_OFF : Case.ACTIVE;
    }
}
