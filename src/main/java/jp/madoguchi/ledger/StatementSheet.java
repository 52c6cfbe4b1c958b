package jp.madoguchi.ledger;

import java.text.DecimalFormat;
import java.util.List;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Yen;
import jp.madoguchi.paper.Flow;
import jp.madoguchi.paper.Flow.Column;
import jp.madoguchi.paper.Sheet;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.Texts;

/** A statement (取引明細書) as PDF for the member, in Japanese whatever language the clerk works in. */
final class StatementSheet {

    private static final float SMALL = 8.5f;
    private static final float PLAIN = 10;
    private static final List<Column> COLUMNS = List.of(
            new Column(0, false),
            new Column(56, false),
            new Column(104, false),
            new Column(240, true),
            new Column(312, true),
            new Column(368, true),
            new Column(440, true),
            new Column(511, true));
    private static final List<String> HEAD = List.of("取引日", "種類", "方法", "金額", "遅延損害金", "利息", "元金", "残高");

    private StatementSheet() {}

    static byte[] of(Statement statement) {
        return Flow.pdf("取引明細書 会員番号 " + statement.memberNo(), flow -> draw(flow, statement));
    }

    private static void draw(Flow flow, Statement statement) {
        var filter = statement.filter();
        flow.text(16, 0, "取引明細書");
        flow.space(6);
        flow.text(12, 0, statement.name() + " さま");
        flow.text(
                PLAIN,
                0,
                "対象期間 " + (filter.from() == null ? "ご契約日" : Sheet.DATE.format(filter.from())) + " から "
                        + Sheet.DATE.format(filter.to() == null ? Tokyo.date(statement.madeAt()) : filter.to())
                        + " まで");
        if (filter.kind() != null || filter.channel() != null) {
            flow.text(
                    PLAIN,
                    0,
                    "対象取引 " + (filter.kind() == null ? "" : label("kind", filter.kind()) + " ")
                            + (filter.channel() == null ? "" : label("channel", filter.channel())));
        }
        flow.text(
                PLAIN,
                0,
                "作成 " + Sheet.MOMENT.format(statement.madeAt().atZone(Tokyo.ZONE)) + "  " + statement.lender());
        flow.rule();
        flow.row(SMALL, COLUMNS, HEAD);
        flow.rule();
        statement.lines().forEach(entry -> flow.row(SMALL, COLUMNS, cells(entry)));
        flow.rule();
        flow.text(PLAIN, 0, statement.lines().size() + "件。金額の単位は円。返済は遅延損害金、利息、元金の順に充当しています。");
        statement.sums().kinds().stream()
                .sorted((one, other) -> one.kind().compareTo(other.kind()))
                .forEach(sum -> flow.text(
                        PLAIN, 0, label("kind", sum.kind()) + " " + sum.number() + "件 " + digits(sum.amount()) + "円"));
    }

    private static List<String> cells(Transaction entry) {
        var repaid = entry.kind() == TransactionKind.REPAYMENT;
        var applied = entry.application();
        return List.of(
                Formats.date(entry.valuedOn()),
                label("kind", entry.kind()),
                label("channel", entry.channel()),
                digits(entry.amount()),
                repaid ? digits(applied.lateCharge()) : "",
                repaid ? digits(applied.interest()) : "",
                repaid ? digits(applied.principal()) : "",
                digits(entry.balance()));
    }

    private static String label(String column, Enum<?> code) {
        return Texts.inJapanese(Message.of("code.ledger_entry." + column + "." + code.name()));
    }

    private static String digits(Yen yen) {
        return new DecimalFormat("#,##0").format(yen.amount());
    }
}
