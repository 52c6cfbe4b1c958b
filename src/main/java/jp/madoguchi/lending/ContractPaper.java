package jp.madoguchi.lending;

import static java.util.Comparator.comparing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import jp.madoguchi.contract.Terms;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Yen;
import jp.madoguchi.paper.Sheet;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * The paper of a basic contract (貸金業法 17条書面) as it stands after a change of its limit, in Japanese whatever language the
 * reader works in.
 *
 * @param paperNo number printed on it
 * @param contractedOn day of the contract
 * @param changedOn day from which limit and APR hold
 * @param limit credit limit (極度額)
 * @param apr per cent a year
 * @param minimum monthly repayment when the limit is drawn in full
 * @param dueDay day of the month; 31 = month end
 * @param termUntil last day of the term, which renews itself
 * @param terms of the product version
 * @param madeAt when the paper was made
 */
public record ContractPaper(
        String paperNo,
        MemberNo memberNo,
        String name,
        String kana,
        LocalDate contractedOn,
        LocalDate changedOn,
        Yen limit,
        BigDecimal apr,
        Yen minimum,
        int dueDay,
        LocalDate termUntil,
        Terms terms,
        Instant madeAt) {

    private static final String TITLE = "基本契約に関する書面";
    private static final int MONTH_END = 31;
    private static final float MARGIN = Sheet.MARGIN;
    private static final float LABEL = MARGIN + 6;
    private static final float VALUE = MARGIN + 132;
    private static final float WIDE = PDRectangle.A4.getWidth() - MARGIN - 6 - VALUE;
    private static final float LINE = 15;
    private static final float SIZE = 10;

    private record Row(String label, String value) {}

    /** One sheet of A4. */
    public byte[] pdf(Lender lender) {
        return Sheet.pdf(TITLE + " " + paperNo, PDRectangle.A4, sheet -> draw(sheet, lender));
    }

    private void draw(Sheet sheet, Lender lender) {
        var top = PDRectangle.A4.getHeight() - MARGIN - 10;
        sheet.right(SIZE, top, "書面番号 " + paperNo);
        sheet.right(SIZE, top - LINE, "作成日 " + Sheet.DATE.format(Tokyo.date(madeAt)));
        sheet.centred(18, PDRectangle.A4.getWidth() / 2, top - 48, TITLE);
        sheet.centred(SIZE, PDRectangle.A4.getWidth() / 2, top - 66, "(貸金業法第17条第2項に基づく書面)");
        // A name may hold a character that the typeface lacks; its reading never does.
        sheet.text(9, MARGIN, top - 92, kana);
        sheet.text(14, MARGIN, top - 110, name + " さま");
        sheet.text(SIZE, MARGIN, top - 132, "次の内容でご契約いただいておりますので、大切に保管してください。");
        var y = top - 148;
        sheet.rule(y, 1);
        for (var row : rows(lender)) {
            sheet.text(SIZE, LABEL, y - LINE, row.label());
            for (var line : lines(sheet, row.value())) {
                y -= LINE;
                sheet.text(SIZE, VALUE, y, line);
            }
            y -= 6;
            sheet.rule(y, 0.5f);
        }
    }

    private static List<String> lines(Sheet sheet, String text) {
        return text.lines()
                .flatMap(line -> sheet.folded(SIZE, WIDE, line).stream())
                .toList();
    }

    private List<Row> rows(Lender lender) {
        return List.of(
                new Row("貸金業者", lender.name() + "\n" + lender.address()),
                new Row("登録番号", lender.registrationNo()),
                new Row("会員番号", memberNo.value()),
                new Row("契約の種類", "極度方式基本契約(カードローン)"),
                new Row("契約年月日", Sheet.DATE.format(contractedOn)),
                new Row("変更年月日", Sheet.DATE.format(changedOn)),
                new Row("極度額(限度額)", yen(limit)),
                new Row("貸付けの利率", "実質年率 " + rate(apr) + "(1年を365日、うるう年は366日とする日割計算)"),
                new Row("賠償額の予定", "遅延損害金 年 " + rate(terms.lateRate())),
                new Row("返済の方式", "残高スライド元利定額返済方式"),
                new Row("最低返済額", "毎月 " + yen(minimum) + "(限度額の全額をお借入れの場合)"),
                new Row("最低返済額の計算", bands()),
                new Row("返済期日", dueDay == MONTH_END ? "毎月末日" : "毎月" + dueDay + "日"),
                new Row("休日の取扱い", "土曜日・日曜日・祝日・12月31日から1月3日は、翌営業日を返済期日とします。"),
                new Row("契約期間", Sheet.DATE.format(termUntil) + "まで。お申し出がない限り、同じ期間で自動更新します。"),
                new Row("返済の方法", "口座振替、銀行振込、提携ATM、店頭窓口、自動契約機"),
                new Row("担保・保証人", "不要"),
                new Row("期限前の返済", "いつでも全額または一部をご返済いただけます。手数料・違約金はありません。"),
                new Row("期限の利益の喪失", "返済期日に最低返済額をお支払いいただけず、利息制限法の制限内の支払いを怠ったとき"),
                new Row("信用情報", "ご契約の内容とご返済の状況を、指定信用情報機関に提供します。"),
                new Row("紛争解決機関", "日本貸金業協会 貸金業相談・紛争解決センター 0570-051-051"));
    }

    private String bands() {
        var bands = terms.bands().stream().sorted(comparing(Terms.Band::above)).toList();
        var text = new StringBuilder("最終借入後残高に次の率を掛け、" + grouped(terms.step()) + "円未満を切り上げます。");
        for (var i = 0; i < bands.size(); i++) {
            var from = bands.get(i).above();
            text.append('\n')
                    .append(from.isZero() ? "" : yen(from) + "超 ")
                    .append(i + 1 < bands.size() ? yen(bands.get(i + 1).above()) + "以下 " : "")
                    .append(rate(bands.get(i).share()));
        }
        return text.toString();
    }

    private static String rate(BigDecimal perCent) {
        var plain = perCent.stripTrailingZeros();
        return (plain.scale() < 1 ? plain.setScale(1) : plain).toPlainString() + "%";
    }

    private static String yen(Yen yen) {
        return grouped(yen) + "円";
    }

    private static String grouped(Yen yen) {
        return String.format(Locale.JAPAN, "%,d", yen.amount());
    }
}
