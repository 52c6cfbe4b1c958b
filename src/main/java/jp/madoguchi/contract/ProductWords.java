package jp.madoguchi.contract;

import static java.util.Comparator.comparing;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import java.math.BigDecimal;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;

/** The terms of a contract's product version in words (DOMAIN R34). */
record ProductWords(Account.Product product) {

    Div part() {
        var terms = product.terms();
        var conditions = new FactList()
                .fact(
                        t("contract.terms.version"),
                        t("contract.terms.version.value", product.version(), Formats.date(product.effectiveFrom())))
                .fact(
                        t("contract.terms.apr"),
                        t("contract.terms.apr.value", percent(product.aprLowest()), percent(product.aprHighest())))
                .fact(t("contract.terms.late-rate"), t("contract.percent", percent(terms.lateRate())))
                .fact(
                        t("contract.terms.limit"),
                        t(
                                "contract.terms.range",
                                Formats.yen(product.limitLowest()),
                                Formats.yen(product.limitHighest())))
                .fact(
                        t("contract.terms.age"),
                        t("contract.terms.age.value", product.ageLowest(), product.ageHighest()));
        var repayment = new FactList();
        terms.bands().stream()
                .sorted(comparing(Terms.Band::above))
                .forEach(band -> repayment.fact(range(terms, band), t("contract.percent", percent(band.share()))));
        repayment
                .fact(t("contract.terms.step"), t("contract.terms.step.value", Formats.yen(terms.step())))
                .fact(
                        t("contract.terms.interest-free"),
                        t("contract.terms.interest-free.value", Formats.yen(terms.interestFreeBelow())));
        var both = new Div(conditions, repayment);
        both.addClassName("columns");
        return new Div(both);
    }

    /** The balances of a band, e.g. 300,001円〜1,000,000円. */
    static String range(Terms terms, Terms.Band band) {
        return terms.upTo(band)
                .map(upTo -> t("contract.band", Formats.yen(band.above()), Formats.yen(upTo)))
                .orElseGet(() -> t("contract.band.above", Formats.yen(band.above())));
    }

    private static String percent(BigDecimal rate) {
        return rate.stripTrailingZeros().toPlainString();
    }
}
