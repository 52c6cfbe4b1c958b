package jp.madoguchi.demo;

import java.time.LocalDate;
import java.util.List;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** 所得(課税)証明書 of a municipality. */
final class IncomeProof {

    static final PDRectangle SIZE = Form.A4;

    private static final float LEFT = 60;
    private static final float WIDE = 475;
    private static final float ROW = 27;

    private IncomeProof() {}

    /** @param year the fiscal year, which shows the income of the year before */
    static byte[] of(Person person, int year, LocalDate issued) {
        return Form.pdf(SIZE, 1, (form, page) -> draw(form, person, year, issued));
    }

    private static void draw(Form form, Person person, int year, LocalDate issued) {
        var wage = Wage.of(person.income());
        var fiscal = Era.year(year).replace("年", "年度");
        form.right(LEFT + WIDE, 60, 9, "見本市 第 " + person.memberNo().substring(3) + " 号");
        form.centred(form.wide() / 2, 96, 20, "市民税・県民税　所得・課税証明書");
        form.centred(form.wide() / 2, 122, 11, fiscal + " (" + Era.year(year - 1) + "分所得)");
        row(form, 140, "住所 (賦課期日現在)", person.address());
        row(form, 140 + ROW, "氏名", person.name());
        row(form, 140 + 2 * ROW, "生年月日", Era.born(person.born()));

        var y = table(
                form,
                240,
                "所得の内訳",
                new String[] {"給与収入金額", "給与所得", "営業等所得", "公的年金等収入金額", "その他の所得", "合計所得金額"},
                new long[] {wage.paid(), wage.left(), 0, 0, 0, wage.left()});
        y = table(form, y + 14, "所得控除", new String[] {"社会保険料控除", "生命保険料控除", "基礎控除", "所得控除合計"}, new long[] {
            wage.insurance(), 28_000, 430_000, wage.insurance() + 458_000
        });
        var tax = wage.residentTax() / 100 * 100;
        y = table(form, y + 14, "年税額", new String[] {"市民税", "県民税", "森林環境税", "合計"}, new long[] {
            tax * 6 / 10 + 3_000, tax * 4 / 10 + 1_000, 1_000, tax + 5_000
        });
        form.text(LEFT, y + 34, 11, "上記のとおり証明します。");
        form.text(LEFT + 30, y + 62, 11, Era.day(issued));
        form.text(LEFT + 220, y + 92, 14, "見本市長　　見 本　太 郎");
        form.seal(LEFT + 400, y + 58, 58, List.of("見本市", "市長之", "印章印"));
    }

    private static void row(Form form, float y, String label, String value) {
        form.box(LEFT, y, 140, ROW, 0.5f);
        form.box(LEFT + 140, y, WIDE - 140, ROW, 0.5f);
        form.centred(LEFT + 70, y + 17, 9.5f, label);
        form.fitted(LEFT + 152, y + 17.5f, WIDE - 164, 11, value);
    }

    /** @return where it ends */
    private static float table(Form form, float y, String name, String[] labels, long[] amounts) {
        var high = labels.length * ROW;
        form.box(LEFT, y, 34, high, 0.5f);
        form.down(LEFT + 17, y + 6, high - 12, 10, name);
        for (var n = 0; n < labels.length; n++) {
            var top = y + n * ROW;
            form.box(LEFT + 34, top, 220, ROW, 0.5f);
            form.text(LEFT + 46, top + 17, 10, labels[n]);
            form.box(LEFT + 254, top, WIDE - 254, ROW, 0.5f);
            form.right(LEFT + WIDE - 34, top + 18, 12, amounts[n] == 0 ? "＊＊＊" : Form.yen(amounts[n]));
            form.right(LEFT + WIDE - 12, top + 17.5f, 9, "円");
        }
        form.box(LEFT, y, WIDE, high, 1.2f);
        return y + high;
    }
}
