package jp.madoguchi.ledger;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import java.util.List;
import java.util.stream.Stream;
import jp.madoguchi.core.Yen;
import jp.madoguchi.ui.Csv;
import jp.madoguchi.ui.Formats;

/** A statement as CSV; amounts are plain digits of whole yen, so that a spreadsheet adds them up. */
final class StatementCsv {

    private static final List<String> COLUMNS = List.of(
            "day",
            "entered",
            "kind",
            "channel",
            "amount",
            "more",
            "less",
            "late-charge",
            "interest",
            "principal",
            "unpaid",
            "balance",
            "by",
            "note");

    private StatementCsv() {}

    static byte[] of(Statement statement) {
        return Csv.of(
                COLUMNS.stream().map(column -> t("ledger.csv." + column)).toList(),
                statement.lines().stream().map(StatementCsv::cells).toList());
    }

    private static List<String> cells(Transaction entry) {
        var change = entry.principalChange();
        var applied = entry.application();
        return Stream.of(
                        Formats.date(entry.valuedOn()),
                        Formats.dateTimeSeconds(entry.at()),
                        code("ledger_entry", "kind", entry.kind().name()),
                        code("ledger_entry", "channel", entry.channel().name()),
                        digits(entry.amount()),
                        Long.toString(Math.max(0, change)),
                        Long.toString(Math.max(0, -change)),
                        digits(applied.lateCharge()),
                        digits(applied.interest()),
                        digits(applied.principal()),
                        digits(entry.unpaidCharges()),
                        digits(entry.balance()),
                        entry.staffName() == null
                                ? code("ledger_entry", "application", entry.enteredBy())
                                : entry.staffName(),
                        entry.note() == null ? "" : entry.note())
                .toList();
    }

    private static String digits(Yen yen) {
        return Long.toString(yen.amount());
    }
}
