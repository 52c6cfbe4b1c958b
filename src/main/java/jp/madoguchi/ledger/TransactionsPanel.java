package jp.madoguchi.ledger;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.DateField;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MadeFile;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.PagedList;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** Transactions with their running balance, what repayments were applied to, sums, and the statement. */
@StyleSheet("context://ui/ledger.css")
class TransactionsPanel extends Div {

    private final Transactions transactions;
    private final MemberNo memberNo;
    private final LocalDate today;
    private final MessagePanel messages = new MessagePanel();
    private final Select<TransactionKind> kind = new Select<>();
    private final Select<TransactionChannel> channel = new Select<>();
    private final DateField from = new DateField(t("ledger.filter.from"));
    private final DateField to = new DateField(t("ledger.filter.to"));
    private final Div bar = new Div();
    private final Div sums = new Div();
    private final Div head = head();
    private final Span hidden = new Span(t("ledger.hidden"));
    private final PagedList<Transaction> list;
    private TransactionFilter filter;
    private boolean showing;

    TransactionsPanel(
            Transactions transactions, Work work, MemberNo memberNo, TransactionFilter filter, LocalDate today) {
        this.transactions = transactions;
        this.memberNo = memberNo;
        this.today = today;
        this.filter = filter;
        addClassNames("stack", "transactions");
        hidden.addClassName("hidden-fact");
        bar.addClassNames("card", "ledger-filter");
        sums.addClassNames("card", "ledger-sums");
        buildBar();
        show(filter);
        list = new PagedList<>(this::page, TransactionsPanel::line, Transactions.PAGE, t("ledger.none"), work);
        list.addClassName("ledger-list");
        list.addComponentAsFirst(head);
        add(messages, hidden, bar, sums, list);
        ScreenBus.subscribe(this, ScreenBus.ContactChanged.class, change -> list.restart());
        ScreenBus.subscribe(this, ScreenBus.MemberChanged.class, change -> list.restart());
        reveal();
    }

    // Filter
    // ------------------------------------------------------------------------------------------------------------

    private void buildBar() {
        kind.setLabel(t("ledger.filter.kind"));
        kind.setItems(TransactionKind.values());
        kind.setEmptySelectionAllowed(true);
        kind.setEmptySelectionCaption(t("ledger.filter.all"));
        kind.setItemLabelGenerator(
                value -> value == null ? t("ledger.filter.all") : code("ledger_entry", "kind", value.name()));
        kind.addValueChangeListener(change -> changed(change.isFromClient()));
        channel.setLabel(t("ledger.filter.channel"));
        channel.setItems(TransactionChannel.values());
        channel.setEmptySelectionAllowed(true);
        channel.setEmptySelectionCaption(t("ledger.filter.all"));
        channel.setItemLabelGenerator(
                value -> value == null ? t("ledger.filter.all") : code("ledger_entry", "channel", value.name()));
        channel.addValueChangeListener(change -> changed(change.isFromClient()));
        from.addValueChangeListener(change -> changed(change.isFromClient()));
        to.addValueChangeListener(change -> changed(change.isFromClient()));
        var year = new Button(t("ledger.filter.year"), click -> choose(today.minusYears(1)));
        var everything = new Button(t("ledger.filter.everything"), click -> choose(null));
        bar.add(kind, channel, from, to, year, everything);
    }

    private void show(TransactionFilter shown) {
        kind.setValue(shown.kind());
        channel.setValue(shown.channel());
        from.setValue(shown.from() == null ? "" : Formats.date(shown.from()));
        to.setValue(shown.to() == null ? "" : Formats.date(shown.to()));
    }

    private void choose(@Nullable LocalDate first) {
        apply(new TransactionFilter(kind.getValue(), channel.getValue(), first, null));
        show(filter);
    }

    private void changed(boolean byHand) {
        if (!byHand || !from.isUnderstood() || !to.isUnderstood()) {
            return;
        }
        var asked = new TransactionFilter(
                kind.getValue(),
                channel.getValue(),
                from.date().orElse(null),
                to.date().orElse(null));
        if (asked.isReversed()) {
            to.setErrorMessage(t("ledger.filter.reversed"));
            to.setInvalid(true);
            return;
        }
        apply(asked);
    }

    private void apply(TransactionFilter asked) {
        filter = asked;
        getUI().ifPresent(ui -> ui.getPage()
                .getHistory()
                .replaceState(null, "members/" + memberNo + "/transactions?" + filter.query()));
        list.restart();
    }

    // What was found
    // ----------------------------------------------------------------------------------------------------

    private List<Transaction> page(@Nullable Transaction last) {
        if (last != null) {
            return transactions.after(memberNo, filter, last);
        }
        var history = transactions.open(memberNo, filter);
        sums.removeAll();
        showing = history.sums() != null;
        if (history.sums() != null) {
            sums.add(sums(history.sums()), statement());
        }
        if (list != null) {
            reveal();
        }
        return history.lines();
    }

    private void reveal() {
        hidden.setVisible(!showing);
        List.of(bar, sums, list).forEach(part -> part.setVisible(showing));
    }

    private static Component sums(TransactionSums found) {
        var facts = new FactList();
        facts.fact(t("ledger.sums.number"), t("ledger.sums.number.value", found.number()));
        found.kinds().stream()
                .sorted((one, other) -> one.kind().compareTo(other.kind()))
                .forEach(sum -> facts.fact(
                        code("ledger_entry", "kind", sum.kind().name()),
                        t("ledger.sums.of-kind", sum.number(), Formats.yen(sum.amount()))));
        found.of(TransactionKind.REPAYMENT)
                .ifPresent(repaid -> facts.fact(t("ledger.applied"), applied(repaid.application())));
        return facts;
    }

    private static String applied(Transaction.Application application) {
        return t(
                "ledger.applied.to",
                Formats.yen(application.lateCharge()),
                Formats.yen(application.interest()),
                Formats.yen(application.principal()));
    }

    private static Div head() {
        var head = new Div(Stream.of("day", "kind", "channel", "amount", "applied", "balance")
                .map(column -> cell("ledger." + column, new Span(t("ledger.column." + column))))
                .toArray(Component[]::new));
        head.addClassNames("ledger-line", "ledger-head");
        head.getElement().setAttribute("aria-hidden", "true");
        return head;
    }

    private static Component line(Transaction entry) {
        var day = new Span(Formats.date(entry.valuedOn()));
        day.addClassName("mono");
        var amount = new Span(signed(entry));
        amount.addClassName("mono");
        var balance = new Span(Formats.yen(entry.balance()));
        balance.addClassName("mono");
        var line = new Div(
                cell("ledger.day", day),
                cell(
                        "ledger.kind",
                        new Span(code("ledger_entry", "kind", entry.kind().name()))),
                cell(
                        "ledger.channel",
                        new Span(code("ledger_entry", "channel", entry.channel().name()))),
                cell("ledger.amount", amount),
                cell("ledger.applied", new Span(words(entry))),
                cell("ledger.balance", balance));
        line.addClassNames("ledger-line", "ledger-" + entry.kind().name().toLowerCase(Locale.ROOT));
        line.getElement().setAttribute("title", entered(entry));
        return line;
    }

    private static Component cell(String name, Component words) {
        var cell = new Div(words);
        cell.addClassName(name.replace('.', '-'));
        return cell;
    }

    private static String signed(Transaction entry) {
        return switch (entry.kind()) {
            case OPENING, BORROWING -> "+" + Formats.yen(entry.amount());
            case REPAYMENT -> "−" + Formats.yen(entry.amount());
            case FEE -> Formats.yen(entry.amount());
            case ADJUSTMENT -> (entry.principalChange() < 0 ? "−" : "+") + Formats.yen(entry.amount());
        };
    }

    private static String words(Transaction entry) {
        var applied = entry.kind() == TransactionKind.REPAYMENT ? applied(entry.application()) : null;
        var unpaid = entry.kind() == TransactionKind.REPAYMENT
                        && !entry.unpaidCharges().isZero()
                ? t("ledger.unpaid", Formats.yen(entry.unpaidCharges()))
                : null;
        var fee = entry.kind() == TransactionKind.FEE ? t("ledger.fee.how") : null;
        return Stream.of(applied, unpaid, fee, entry.note())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(t("list.separator")));
    }

    private static String entered(Transaction entry) {
        var by = code("ledger_entry", "application", entry.enteredBy());
        return t(
                "ledger.entered",
                Formats.dateTimeSeconds(entry.at()),
                entry.staffName() == null ? by : t("member.line.who", by, entry.staffName()));
    }

    // Statement
    // -------------------------------------------------------------------------------------------------------------

    /** Read when a link is followed, never before: each statement is recorded. */
    private Div statement() {
        var links =
                new Div(Arrays.stream(Statement.Form.values()).map(this::link).toArray(Component[]::new));
        links.addClassName("row");
        return links;
    }

    private Anchor link(Statement.Form form) {
        var link = MadeFile.link(messages, t("ledger.statement." + form), () -> file(form));
        link.addClassName("statement-link");
        return link;
    }

    private MadeFile file(Statement.Form form) {
        var statement = transactions.statement(memberNo, filter, form);
        var name = "statement-" + memberNo;
        return switch (form) {
            case CSV -> MadeFile.csv(name, StatementCsv.of(statement));
            case PDF -> MadeFile.pdf(name, StatementSheet.of(statement));
        };
    }
}
