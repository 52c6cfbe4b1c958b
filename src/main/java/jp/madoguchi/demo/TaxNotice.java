package jp.madoguchi.demo;

import java.awt.Color;
import java.util.List;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** 給与所得等に係る市民税・県民税 特別徴収税額の決定通知書 (納税義務者用): the long narrow slip that employers hand out in June. */
final class TaxNotice {

    static final PDRectangle SIZE = new PDRectangle(Form.A4.getHeight(), 306);

    private static final Color BAND = new Color(0xF7, 0xE6, 0xD2);
    private static final float LEFT = 28;
    private static final float TOP = 62;
    private static final float ROW = 17;
    private static final int MONTHS = 12;

    private TaxNotice() {}

    /** @param year the fiscal year, whose tax is on the income of the year before */
    static byte[] of(Person person, int year) {
        return Form.pdf(SIZE, 1, (form, page) -> draw(form, person, year));
    }

    private static void draw(Form form, Person person, int year) {
        var wage = Wage.of(person.income());
        var tax = wage.residentTax() / 100 * 100;
        form.text(LEFT, 30, 12, Era.year(year).replace("年", "年度"));
        form.text(LEFT + 76, 30, 11, "給与所得等に係る市民税・県民税・森林環境税　特別徴収税額の決定・変更通知書 (納税義務者用)");
        form.right(form.wide() - LEFT, 30, 8, "見本市");
        form.cell(LEFT, 38, 250, 22, "住所", person.address());
        form.cell(LEFT + 250, 38, 170, 22, "氏名", person.name() + "　様");
        form.cell(LEFT + 420, 38, 250, 22, "特別徴収義務者", person.employer());
        form.cell(LEFT + 670, 38, 116, 22, "指定番号", "0000000");

        column(form, LEFT, "所得", new String[] {"給与収入", "給与所得", "その他の所得計", "主たる給与以外の合算", "総所得金額①"}, new long[] {
            wage.paid(), wage.left(), 0, 0, wage.left()
        });
        column(
                form,
                LEFT + 190,
                "所得控除",
                new String[] {"社会保険料", "生命保険料", "地震保険料", "配偶者", "扶養", "基礎", "所得控除合計②"},
                new long[] {wage.insurance(), 28_000, 0, 0, 0, 430_000, wage.insurance() + 458_000});
        column(
                form,
                LEFT + 380,
                "税額",
                new String[] {"課税標準①−②", "市民税 所得割", "市民税 均等割", "県民税 所得割", "県民税 均等割", "森林環境税", "特別徴収税額"},
                new long[] {
                    (wage.left() - wage.insurance() - 458_000) / 1000 * 1000,
                    tax * 6 / 10,
                    3_000,
                    tax * 4 / 10,
                    1_000,
                    1_000,
                    tax + 5_000
                });
        months(form, tax + 5_000);
        form.text(LEFT, 246, 7.5f, "この通知書のとおり、特別徴収の方法によって徴収することを決定したので通知します。");
        form.text(LEFT, 260, 7.5f, Era.year(year) + "5月15日　　見本市長　見本 太郎");
        form.seal(LEFT + 226, 252, 34, List.of("見本", "市長"));
        form.text(LEFT + 290, 256, 7, "(摘要)　前年中の所得によって計算しています。");
    }

    private static void column(Form form, float x, String name, String[] labels, long[] amounts) {
        form.shade(x, TOP + 8, 20, labels.length * ROW, BAND);
        form.box(x, TOP + 8, 20, labels.length * ROW, 0.5f);
        form.down(x + 10, TOP + 12, labels.length * ROW - 8, 8, name);
        for (var n = 0; n < labels.length; n++) {
            var y = TOP + 8 + n * ROW;
            form.box(x + 20, y, 162, ROW, 0.35f);
            form.text(x + 25, y + 11.4f, 7.5f, labels[n]);
            if (amounts[n] > 0) {
                form.right(x + 177, y + 12, 9.5f, Form.yen(amounts[n]));
            }
        }
        form.box(x, TOP + 8, 182, labels.length * ROW, 1);
    }

    private static void months(Form form, long tax) {
        var x = LEFT + 570;
        var monthly = tax / MONTHS / 100 * 100;
        form.shade(x, TOP + 8, 216, 14, BAND);
        form.box(x, TOP + 8, 216, 14, 0.5f);
        form.centred(x + 108, TOP + 18, 8, "納付額 (円)");
        for (var n = 0; n < MONTHS; n++) {
            var left = x + n % 2 * 108;
            var y = TOP + 22 + n / 2 * 17f;
            form.box(left, y, 108, 17, 0.35f);
            form.text(left + 5, y + 11.4f, 8, (n + 5) % 12 + 1 + "月分");
            form.right(left + 102, y + 12, 9.5f, Form.yen(n == 0 ? tax - monthly * (MONTHS - 1) : monthly));
        }
    }
}
