package jp.madoguchi.contract;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import org.jspecify.annotations.Nullable;

/** What is on or off for an account: borrowing and why not, instant transfer by bank, direct debit, due-date mail, points. */
final class ServiceRows extends Div {

    ServiceRows(Account account) {
        var facts = new FactList()
                .fact(t("contract.borrowing"), borrowing(account))
                .fact(t("contract.transfer"), transfer(account))
                .fact(t("contract.debit"), debit(account.debit()))
                .fact(t("contract.mail"), mail(account.mail()))
                .fact(t("contract.points"), points(account.pointsSince()));
        facts.addClassName("service-rows");
        add(facts);
    }

    private static Component borrowing(Account account) {
        if (account.obstacles().isEmpty()) {
            return state(true, t("contract.borrowing.up-to", Formats.yen(account.available())));
        }
        var words = account.obstacles().stream().map(ServiceRows::words).toList();
        return state(false, t("contract.borrowing.because", words));
    }

    private static String words(Account.Obstacle obstacle) {
        var word = t("contract.obstacle." + obstacle.code());
        return obstacle.since() == null ? word : t("contract.obstacle.since", word, Formats.dateTime(obstacle.since()));
    }

    private static Component transfer(Account account) {
        var transfer = account.transfer();
        if (transfer == null) {
            return state(false, t("contract.transfer.no-account"));
        }
        var hours = t(
                transfer.aroundTheClock() ? "contract.transfer.any-hour" : "contract.transfer.business-hours",
                transfer.bank());
        return state(true, transfer.aroundTheClock() ? hours : t("contract.transfer." + transfer.open(), hours));
    }

    private static Component debit(Account.@Nullable Debit debit) {
        return debit == null
                ? notInUse()
                : inUse(
                        Chip.Weight.GOOD,
                        t(
                                "contract.debit.value",
                                debit.bank(),
                                ContractPanel.dueDay(debit.dueDay()),
                                Formats.dateTime(debit.since())));
    }

    private static Component mail(Account.@Nullable Mail mail) {
        return mail == null
                ? notInUse()
                : inUse(
                        mail.reaches() ? Chip.Weight.GOOD : Chip.Weight.CAREFUL,
                        t(
                                mail.reaches() ? "contract.mail.value" : "contract.mail.no-address",
                                mail.daysBefore(),
                                Formats.dateTime(mail.since())));
    }

    private static Component points(@Nullable Instant since) {
        return since == null
                ? notInUse()
                : inUse(Chip.Weight.GOOD, t("contract.points.value", Formats.dateTime(since)));
    }

    /** What a member applies for, beside what is on for everybody until something stands against it. */
    private static Component inUse(Chip.Weight weight, String words) {
        return row(new Chip(t("contract.in-use"), weight), words);
    }

    private static Component notInUse() {
        return row(new Chip(t("contract.not-in-use"), Chip.Weight.PLAIN), "");
    }

    private static Component state(boolean on, String words) {
        return row(
                new Chip(t(on ? "contract.on" : "contract.off"), on ? Chip.Weight.GOOD : Chip.Weight.CAREFUL), words);
    }

    private static Component row(Chip chip, String words) {
        var row = new Div(chip, new Span(words));
        row.addClassName("service-row");
        return row;
    }
}
