package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import java.util.ArrayList;
import java.util.List;
import jp.madoguchi.contact.CautionWords;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Chip.Weight;
import jp.madoguchi.ui.Formats;

/** The states of a member as chips, each a fact of its own (DOMAIN R29). */
final class StateChips {

    private StateChips() {}

    static List<Chip> of(MemberHeader header) {
        var chips = new ArrayList<Chip>();
        var contract = header.contract();
        var states = header.states();
        chips.add(contract == null ? new Chip(t("member.no-contract"), Weight.PLAIN) : contract(contract.state()));
        states.locks().forEach(kind -> chips.add(lock(kind)));
        if (states.limitZero()) {
            chips.add(new Chip(t("member.limit-zero"), Weight.CAREFUL));
        }
        states.stops()
                .forEach(reason -> chips.add(
                        new Chip(t("member.stop", code("borrowing_stop", "reason", reason)), Weight.CAREFUL)));
        if (states.lateSince() != null) {
            chips.add(new Chip(t("member.late", Formats.date(states.lateSince())), Weight.CAREFUL));
        }
        if (states.dormantSince() != null) {
            chips.add(new Chip(t("member.dormant", Formats.dateTime(states.dormantSince())), Weight.STOP));
        }
        if (contract != null && contract.figures() != null && contract.figures().paidOff()) {
            chips.add(new Chip(t("member.paid-off"), Weight.PLAIN));
        }
        header.restrictions().forEach(caution -> chips.add(CautionWords.chip(caution)));
        header.flags().forEach(caution -> chips.add(CautionWords.chip(caution)));
        return chips;
    }

    static Chip contract(String state) {
        return new Chip(code("contract", "state", state), state.equals("ACTIVE") ? Weight.GOOD : Weight.STOP);
    }

    static Chip lock(String kind) {
        return new Chip(code("login_lock", "kind", kind), Weight.STOP);
    }
}
