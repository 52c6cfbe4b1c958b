package jp.madoguchi.demo;

import java.awt.Color;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** 給与明細書 and 賞与明細書, as companies print them. */
final class PaySlip {

    static final PDRectangle SIZE = Form.A5_LANDSCAPE;

    private static final Color HEAD = new Color(0xE2, 0xEC, 0xF3);
    private static final float LEFT = 34;
    private static final float WIDE = 527;
    private static final int COLUMNS = 6;
    private static final float ROW = 33;

    private PaySlip() {}

    /** Several months, a page each. */
    static byte[] of(Person person, YearMonth last, int months) {
        return Form.pdf(SIZE, months, (form, page) -> draw(form, person, last.minusMonths(months - 1L - page)));
    }

    static byte[] bonus(Person person, YearMonth month) {
        return Form.pdf(SIZE, 1, (form, page) -> {
            var gross = person.income() * 10L / 100 / 1000 * 1000;
            var cut = cuts(gross, 0);
            var paid = new LinkedHashMap<String, String>();
            paid.put("賞与額", Form.yen(gross));
            paid.put("総支給額", Form.yen(gross));
            head(form, person, "賞 与 明 細 書", Era.month(month) + "分　賞与");
            var y = block(form, 112, "支給", paid);
            y = block(form, y + 10, "控除", cut);
            total(form, y + 14, gross, sum(cut));
        });
    }

    private static void draw(Form form, Person person, YearMonth month) {
        var base = person.income() * 80L / 100 / 12 / 100 * 100;
        var overtime = base * (4 + month.getMonthValue() % 5) / 100 / 10 * 10;
        var gross = base + overtime + 12_400;
        var worked = new LinkedHashMap<String, String>();
        worked.put("出勤日数", Integer.toString(19 + month.getMonthValue() % 4));
        worked.put("欠勤日数", "0");
        worked.put("有給取得", Integer.toString(month.getMonthValue() % 2));
        worked.put("有給残日数", "11");
        worked.put("時間外労働", (6 + month.getMonthValue() % 9) + ":30");
        worked.put("遅早時間", "0:00");
        var paid = new LinkedHashMap<String, String>();
        paid.put("基本給", Form.yen(base - base / 10));
        paid.put("職務手当", Form.yen(base / 10));
        paid.put("時間外手当", Form.yen(overtime));
        paid.put("通勤手当(非課税)", Form.yen(12_400));
        paid.put("課税支給額", Form.yen(gross - 12_400));
        paid.put("総支給額", Form.yen(gross));
        var cut = cuts(gross, Wage.of(person.income()).residentTax() / 12 / 100 * 100);
        head(form, person, "給 与 明 細 書", Era.month(month) + "分");
        form.right(LEFT + WIDE, 58, 8, "支給日　" + Era.day(month.atDay(25)));
        var y = block(form, 108, "勤怠", worked);
        y = block(form, y + 8, "支給", paid);
        y = block(form, y + 8, "控除", cut);
        total(form, y + 12, gross, sum(cut));
    }

    private static Map<String, String> cuts(long gross, long residentTax) {
        var cut = new LinkedHashMap<String, String>();
        cut.put("健康保険", Form.yen(gross * 5 / 100));
        cut.put("厚生年金", Form.yen(gross * 915 / 10_000));
        cut.put("雇用保険", Form.yen(gross * 55 / 10_000));
        cut.put("所得税", Form.yen(gross * 27 / 1000 / 10 * 10));
        if (residentTax > 0) {
            cut.put("住民税", Form.yen(residentTax));
        }
        cut.put("控除合計", Form.yen(sum(cut)));
        return cut;
    }

    /** Of the lines before the total. */
    private static long sum(Map<String, String> amounts) {
        return amounts.entrySet().stream()
                .filter(each -> !each.getKey().equals("控除合計"))
                .mapToLong(each -> Long.parseLong(each.getValue().replace(",", "")))
                .sum();
    }

    private static void head(Form form, Person person, String title, String period) {
        form.centred(form.wide() / 2, 44, 17, title);
        form.line(form.wide() / 2 - 84, 50, form.wide() / 2 + 84, 50, 0.8f);
        form.text(LEFT, 44, 10, period);
        form.right(LEFT + WIDE, 44, 10, person.employer());
        form.cell(LEFT, 66, 90, 26, "社員番号", person.memberNo().substring(4));
        form.cell(LEFT + 90, 66, 150, 26, "所属", "営業部 第一課");
        form.cell(LEFT + 240, 66, 287, 26, "氏名", person.name() + "　様");
    }

    /** @return where it ends */
    private static float block(Form form, float y, String name, Map<String, String> cells) {
        var rows = (cells.size() + COLUMNS - 1) / COLUMNS;
        var band = 24f;
        var each = (WIDE - band) / COLUMNS;
        form.shade(LEFT, y, band, rows * ROW, HEAD);
        form.box(LEFT, y, band, rows * ROW, 0.5f);
        form.down(LEFT + band / 2, y + 2, rows * ROW - 4, 9, name);
        var n = 0;
        for (var cell : cells.entrySet()) {
            var x = LEFT + band + n % COLUMNS * each;
            var top = y + n / COLUMNS * ROW;
            form.shade(x, top, each, 13, HEAD);
            form.box(x, top, each, ROW, 0.5f);
            form.line(x, top + 13, x + each, top + 13, 0.3f);
            form.centred(x + each / 2, top + 9.5f, 7, cell.getKey());
            form.right(x + each - 6, top + 27, 10.5f, cell.getValue());
            n++;
        }
        form.box(LEFT, y, WIDE, rows * ROW, 1);
        return y + rows * ROW;
    }

    private static void total(Form form, float y, long gross, long cut) {
        form.shade(LEFT + WIDE - 210, y, 90, 30, HEAD);
        form.box(LEFT + WIDE - 210, y, 210, 30, 1.2f);
        form.centred(LEFT + WIDE - 165, y + 19, 10, "差引支給額");
        form.right(LEFT + WIDE - 12, y + 20.5f, 15, Form.yen(gross - cut) + " 円");
        form.text(LEFT, y + 12, 7.5f, "上記のとおり、ご指定の口座に振り込みました。");
        form.text(LEFT, y + 25, 7.5f, "お問い合わせ：人事部 給与係");
    }
}
