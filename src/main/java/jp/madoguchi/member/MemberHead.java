package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.function.Function;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Yen;
import jp.madoguchi.member.MemberHeader.Figures;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MemberAct;
import jp.madoguchi.ui.MemberBadge;
import org.jspecify.annotations.Nullable;

/** Who it is and how things stand, on every tab: name and states first, then facts, masked until the check is passed. */
final class MemberHead extends Div {

    private static final int MONTH_END = 31;

    /**
     * @param masked opens masked values of this member
     * @param cautions opens limits and needs of the member with their history
     */
    MemberHead(
            MemberHeader header,
            List<MemberBadge> badges,
            List<MemberAct> acts,
            MaskedFact.Desk masked,
            Runnable cautions) {
        addClassName("member-header");
        add(person(header), chips(header, badges, acts, cautions), facts(header, masked));
    }

    private static Component person(MemberHeader header) {
        var name = new H1(header.name());
        name.addClassName("member-name");
        var kana = new Span(header.kana());
        kana.addClassName("member-kana");
        var number = new Span(t("member.title", header.memberNo()));
        number.addClassNames("member-number", "mono");
        var line = new Div(name, kana, number);
        line.addClassName("member-person");
        if (header.alias() != null) {
            line.add(quiet(t("member.found.named", t("member.found.ALIAS"), header.alias())));
        }
        if (header.formerName() != null) {
            line.add(quiet(t("member.found.named", t("member.found.FORMER_NAME"), header.formerName())));
        }
        return line;
    }

    private static Span quiet(String text) {
        var span = new Span(text);
        span.addClassName("muted");
        return span;
    }

    private static Component chips(
            MemberHeader header, List<MemberBadge> badges, List<MemberAct> acts, Runnable cautions) {
        var chips = new Div();
        chips.addClassName("chips");
        chips.add(
                header.checked()
                        ? new Chip(t("member.checked"), Chip.Weight.GOOD)
                        : new Chip(t("member.not-checked"), Chip.Weight.PLAIN));
        StateChips.of(header).forEach(chips::add);
        badges.forEach(badge -> badge.chips(header.memberNo()).forEach(chips::add));
        var more = new Button(t("member.cautions"), click -> cautions.run());
        more.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        more.addClassName("member-cautions");
        chips.add(more);
        acts.forEach(act -> act.create(header.memberNo()).ifPresent(chips::add));
        return chips;
    }

    private static Component facts(MemberHeader header, MaskedFact.Desk desk) {
        var contract = header.contract();
        var figures = contract == null ? null : contract.figures();
        var who = new FactList()
                .fact(t("member.birth-date"), birthDate(header))
                .fact(
                        t("member.address"),
                        masked(
                                header,
                                desk,
                                RevealedField.ADDRESS,
                                header.prefecture() == null ? null : header.prefecture() + header.municipality()))
                .fact(
                        t("member.phone"),
                        masked(
                                header,
                                desk,
                                RevealedField.PHONE,
                                header.phoneLast4() == null ? null : t("member.last4", header.phoneLast4())))
                .fact(t("member.email"), masked(header, desk, RevealedField.EMAIL, header.emailHint()))
                .fact(
                        t("member.employer"),
                        masked(
                                header,
                                desk,
                                RevealedField.EMPLOYER,
                                header.employerOnFile() ? t("member.on-file") : null))
                .fact(
                        t("member.bank-account"),
                        masked(
                                header,
                                desk,
                                RevealedField.BANK_ACCOUNT,
                                header.bankOnFile() ? t("member.on-file") : null));
        var ids = new FactList()
                .fact(
                        t("member.card"),
                        orNone(header.cardLast4() == null ? null : t("member.last4", header.cardLast4())))
                .fact(
                        t("member.web-id"),
                        orNone(header.webIdFirst2() == null ? null : t("member.first2", header.webIdFirst2())))
                .fact(
                        t("member.last-login"),
                        header.states().lastLoginAt() == null
                                ? t("member.never")
                                : Formats.dateTime(header.states().lastLoginAt()));
        if (contract != null) {
            ids.fact(t("member.started-on"), Formats.date(contract.startedOn()));
            if (contract.endedOn() != null && contract.endReason() != null) {
                ids.fact(
                        t("member.ended-on"),
                        t(
                                "member.detail",
                                Formats.date(contract.endedOn()),
                                code("contract", "end_reason", contract.endReason())));
            }
        }
        var all = new Div(who, ids);
        all.addClassName("member-facts");
        if (contract != null) {
            all.add(new FactList()
                    .fact(t("member.limit"), yen(figures, Figures::limit))
                    .fact(t("member.available"), yen(figures, Figures::available))
                    .fact(t("member.balance"), yen(figures, Figures::balance))
                    .fact(
                            t("member.apr"),
                            figures == null
                                    ? hidden()
                                    : new Span(t(
                                            "member.apr.value",
                                            figures.apr().stripTrailingZeros().toPlainString())))
                    .fact(t("member.due"), figures == null ? hidden() : new Span(due(figures)))
                    .fact(t("member.minimum"), yen(figures, Figures::minimum)));
        }
        return all;
    }

    /** With the way to open it, once the member in front is checked, for whoever may. */
    private static Component masked(
            MemberHeader header, MaskedFact.Desk desk, RevealedField field, @Nullable String value) {
        return value != null && header.checked() && CurrentStaff.get().may(Permission.MEMBER_REVEAL)
                ? desk.fact(field, value)
                : new Span(orNone(value));
    }

    private static Component birthDate(MemberHeader header) {
        var birthDate = header.birthDate();
        return birthDate == null
                ? hidden()
                : new Span(t(
                        "member.birth-date.value",
                        Formats.dateWithEra(birthDate),
                        Formats.age(birthDate, Tokyo.date(header.asOf()))));
    }

    private static Component yen(@Nullable Figures figures, Function<Figures, Yen> amount) {
        return figures == null ? hidden() : new Span(Formats.yen(amount.apply(figures)));
    }

    private static String due(Figures figures) {
        return figures.dueDay() == MONTH_END ? t("member.due.month-end") : t("member.due.day", figures.dueDay());
    }

    private static String orNone(@Nullable String value) {
        return value == null ? t("member.none") : value;
    }

    /** Not on this screen, not even in its source. */
    private static Component hidden() {
        var hidden = new Span(t("member.hidden"));
        hidden.addClassName("hidden-fact");
        return hidden;
    }
}
