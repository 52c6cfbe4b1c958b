package jp.madoguchi.contract;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.AccountService;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;

/** What is on or off for an account: borrowing and why not, instant transfer by bank, and what other features add. */
final class ServiceRows extends Div {

    private static final int BORROWING = 10;
    private static final int TRANSFER = 20;

    private record Row(int order, String titleKey, Component state) {}

    ServiceRows(MemberNo memberNo, Account account, List<AccountService> services) {
        var facts = new FactList();
        Stream.concat(
                        Stream.of(
                                new Row(BORROWING, "contract.borrowing", borrowing(account)),
                                new Row(TRANSFER, "contract.transfer", transfer(account))),
                        services.stream()
                                .map(service -> new Row(service.order(), service.titleKey(), service.create(memberNo))))
                .sorted(Comparator.comparingInt(Row::order))
                .forEach(row -> facts.fact(t(row.titleKey()), row.state()));
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

    private static Component state(boolean on, String words) {
        var row = new Div(
                new Chip(t(on ? "contract.on" : "contract.off"), on ? Chip.Weight.GOOD : Chip.Weight.CAREFUL),
                new Span(words));
        row.addClassName("service-row");
        return row;
    }
}
