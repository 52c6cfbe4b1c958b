package jp.madoguchi.income;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jp.madoguchi.core.Yen;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import org.jspecify.annotations.Nullable;

/** How a case is said on every screen that shows one. */
final class IncomeWords {

    private IncomeWords() {}

    static String kind(@Nullable CertificateKind kind) {
        return kind == null ? t("income.kind.unknown") : code("income_certificate", "kind", kind.name());
    }

    static String causes(List<SecondLookCause> causes) {
        return causes.stream()
                .map(cause -> t("income.second." + cause))
                .collect(Collectors.joining(t("income.list.comma")));
    }

    static Chip priority(int priority) {
        return new Chip(
                t("income.priority." + priority),
                switch (priority) {
                    case 1 -> Chip.Weight.STOP;
                    case 2 -> Chip.Weight.PLAIN;
                    default -> Chip.Weight.GOOD;
                });
    }

    /** What stands on file, and how much of the cap it uses. */
    static Div facts(ReviewCase file, int divisor) {
        var facts = file.facts();
        var list = new FactList()
                .fact(t("income.fact.name"), t("income.fact.name.reading", facts.name(), facts.kana()))
                .fact(t("income.fact.born"), Formats.dateWithEra(facts.birthDate()))
                .fact(
                        t("income.fact.employer"),
                        facts.employer() == null || facts.employerSince() == null
                                ? t("income.fact.none")
                                : t(
                                        "income.fact.employer.since",
                                        facts.employer(),
                                        Formats.date(facts.employerSince())))
                .fact(t("income.fact.declared"), yen(facts.declared()))
                .fact(t("income.fact.certificate"), certificate(facts.income()))
                .fact(
                        t("income.fact.others"),
                        facts.others() == null
                                ? t("income.fact.none")
                                : t(
                                        "income.fact.others.line",
                                        Formats.yen(facts.others().balance()),
                                        facts.others().lenders(),
                                        Formats.date(facts.others().reportedOn())))
                .fact(
                        t("income.fact.contract"),
                        facts.creditLimit() == null || facts.balance() == null
                                ? t("income.fact.none")
                                : t(
                                        "income.fact.contract.line",
                                        Formats.yen(facts.creditLimit()),
                                        Formats.yen(facts.balance())));
        var income = facts.income();
        if (income != null) {
            list.fact(t("income.fact.cap"), cap(facts.cap(income.annual(), divisor)));
        }
        var title = new H2(t("income.desk.facts"));
        title.addClassName("card-title");
        var card = new Div(title, list);
        card.addClassName("card");
        return card;
    }

    private static String certificate(ReviewCase.@Nullable Income income) {
        if (income == null || !income.proved() || income.renewOn() == null) {
            return t("income.fact.none");
        }
        return t(
                income.reopened() ? "income.fact.certificate.reopened" : "income.fact.certificate.line",
                Formats.yen(income.annual()),
                Formats.date(income.renewOn()));
    }

    static String cap(LendingCap cap) {
        return t(
                cap.isExceeded() ? "income.cap.exceeded" : "income.cap.within",
                Formats.yen(cap.cap()),
                Formats.yen(cap.used()));
    }

    private static String yen(@Nullable Yen yen) {
        return yen == null ? t("income.fact.none") : Formats.yen(yen);
    }

    static String standing(Standing standing) {
        return t("income.standing." + standing.name().toLowerCase(Locale.ROOT));
    }
}
