package jp.madoguchi.demo;

import java.awt.Color;
import java.time.LocalDate;
import java.util.List;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** 年金振込通知書: what is paid every second month. */
final class PensionNotice {

    static final PDRectangle SIZE = new PDRectangle(Form.A4.getWidth(), 380);

    private static final Color BAND = new Color(0xE6, 0xE3, 0xF2);
    private static final float LEFT = 38;
    private static final float WIDE = 519;
    private static final float ROW = 23;
    private static final int MOST = 2_640_000;

    private PensionNotice() {}

    /** @param basicPensionNumber whether it can be read, which real notices show in part */
    static byte[] of(Person person, LocalDate sent, boolean basicPensionNumber) {
        return Form.pdf(SIZE, 1, (form, page) -> draw(form, person, sent, basicPensionNumber));
    }

    private static void draw(Form form, Person person, LocalDate sent, boolean basicPensionNumber) {
        form.shade(LEFT, 26, WIDE, 30, BAND);
        form.centred(form.wide() / 2, 47, 16, "年 金 振 込 通 知 書");
        form.text(LEFT, 76, 11, person.name() + "　様");
        form.fitted(LEFT, 92, 250, 8.5f, person.address());
        form.right(LEFT + WIDE, 76, 9, Era.day(sent));
        form.cell(LEFT, 104, 260, 26, "年金の制度・種類", "国民年金・厚生年金保険　老齢基礎厚生");
        form.cell(
                LEFT + 260,
                104,
                WIDE - 260,
                26,
                "基礎年金番号・年金コード",
                basicPensionNumber ? "1234-" + person.memberNo().substring(3) + "　1150" : "＊＊＊＊-＊＊＊＊＊＊　1150");
        var gross = Math.min(person.income(), MOST) / 6L / 10 * 10;
        var care = gross * 34 / 1000 / 100 * 100;
        var health = gross * 41 / 1000 / 100 * 100;
        var tax = gross * 12 / 1000;
        var labels = List.of("年金支払額", "介護保険料額", "国民健康保険料(税)", "所得税額および復興特別所得税額", "個人住民税額", "控除後振込額");
        var amounts = List.of(gross, care, health, tax, 0L, gross - care - health - tax);
        form.shade(LEFT, 140, 210, labels.size() * ROW + 22, BAND);
        form.box(LEFT, 140, 210, 22, 0.5f);
        form.centred(LEFT + 105, 155, 9, "各期の支払額の内訳");
        form.heading(LEFT + 210, 140, 155, 22, Era.year(sent.getYear()) + "6月 から");
        form.heading(LEFT + 365, 140, WIDE - 365, 22, Era.year(sent.getYear() + 1) + "4月 の各支払期");
        for (var n = 0; n < labels.size(); n++) {
            var y = 162 + n * ROW;
            form.box(LEFT, y, 210, ROW, 0.4f);
            form.fitted(LEFT + 8, y + 15, 194, 9.5f, labels.get(n));
            for (var column = 0; column < 2; column++) {
                var x = LEFT + 210 + column * 155;
                var wide = column == 0 ? 155 : WIDE - 365;
                form.yen(x, y, wide - 14, ROW, 11.5f, amounts.get(n));
                form.text(x + wide - 11, y + 15, 8, "円");
            }
        }
        form.box(LEFT, 140, WIDE, labels.size() * ROW + 22, 1.2f);
        form.text(LEFT, 322, 8.5f, "振込先　見本銀行 見本支店");
        form.text(LEFT, 338, 8.5f, "年金は偶数月の15日に、前2か月分をお支払いします。");
        form.text(LEFT + 300, 334, 12, "厚生労働省年金局長　見本");
        form.seal(LEFT + 466, 312, 36, List.of("見本", "年金"));
    }
}
