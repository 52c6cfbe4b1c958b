package jp.madoguchi.demo;

import java.awt.Color;
import java.util.List;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** 確定申告書 第一表 of somebody with a trade of their own. */
final class TaxReturn {

    static final PDRectangle SIZE = Form.A4;

    private static final Color BAND = new Color(0xDD, 0xEE, 0xE3);
    private static final float LEFT = 34;
    private static final float MIDDLE = 302;
    private static final float COLUMN = 258;
    private static final float ROW = 17.4f;

    private record Line(String name, String mark, long amount) {}

    private TaxReturn() {}

    /** @param pages the first is 第一表; what follows are pages of 収支内訳 that a long upload brings along */
    static byte[] of(Person person, int year, boolean myNumber, int pages) {
        return Form.pdf(SIZE, pages, (form, page) -> {
            if (page == 0) {
                draw(form, person, year, myNumber);
            } else {
                ledger(form, person, year, page);
            }
        });
    }

    private static void draw(Form form, Person person, int year, boolean myNumber) {
        form.shade(LEFT, 30, 526, 26, BAND);
        form.text(LEFT + 8, 48, 13, Era.year(year) + "分の所得税及び復興特別所得税の確定申告書");
        form.right(LEFT + 520, 48, 9, "第一表");
        form.cell(LEFT, 60, 96, 30, "受付", "");
        form.text(LEFT + 8, 84, 8.5f, Era.year(year + 1) + "2月20日");
        form.text(LEFT + 106, 78, 10, "見本税務署長");
        form.heading(LEFT + 250, 60, 52, 16, "個人番号");
        if (myNumber) {
            form.digits(LEFT + 302, 60, 18.6f, 16, person.myNumber());
        } else {
            form.box(LEFT + 302, 60, 223, 16, 0.4f);
        }
        form.heading(LEFT + 250, 76, 52, 14, "生年月日");
        form.box(LEFT + 302, 76, 224, 14, 0.4f);
        form.text(LEFT + 308, 86.5f, 9, Era.born(person.born()));
        form.cell(LEFT, 94, 300, 42, "納税地 (現在の住所又は居所)", "");
        form.fitted(LEFT + 8, 122, 284, 10.5f, person.address());
        form.cell(LEFT + 300, 94, 226, 42, "フリガナ・氏名", "");
        form.text(LEFT + 345, 103, 7, person.kana());
        form.text(LEFT + 345, 125, 14, person.name());
        form.cell(LEFT, 136, 176, 24, "職業", "ソフトウェア開発");
        form.cell(LEFT + 176, 136, 174, 24, "屋号・雅号", "見本事務所");
        form.cell(LEFT + 350, 136, 176, 24, "電話番号", "03-0000-0000");

        var sales = person.income() * 16L / 10;
        var income = (long) person.income();
        var insurance = income * 11 / 100;
        var deducted = insurance + 40_000 + 580_000;
        var taxed = Math.max(0, income - deducted) / 1000 * 1000;
        var tax = Wage.tax(taxed);
        var y = block(
                form,
                LEFT,
                170,
                "収入金額等",
                List.of(
                        new Line("事業　営業等", "ア", sales),
                        new Line("　　　農業", "イ", 0),
                        new Line("不動産", "ウ", 0),
                        new Line("配当", "エ", 0),
                        new Line("給与", "オ", 0),
                        new Line("雑　公的年金等", "カ", 0),
                        new Line("　　業務", "キ", 0),
                        new Line("　　その他", "ク", 0)));
        y = block(
                form,
                LEFT,
                y + 6,
                "所得金額等",
                List.of(
                        new Line("事業　営業等", "①", income),
                        new Line("　　　農業", "②", 0),
                        new Line("不動産", "③", 0),
                        new Line("利子", "④", 0),
                        new Line("配当", "⑤", 0),
                        new Line("給与", "⑥", 0),
                        new Line("雑", "⑦", 0),
                        new Line("総合譲渡・一時", "⑪", 0),
                        new Line("合計", "⑫", income)));
        block(
                form,
                LEFT,
                y + 6,
                "所得から差し引かれる金額",
                List.of(
                        new Line("社会保険料控除", "⑬", insurance),
                        new Line("小規模企業共済等掛金控除", "⑭", 0),
                        new Line("生命保険料控除", "⑮", 40_000),
                        new Line("地震保険料控除", "⑯", 0),
                        new Line("寡婦・ひとり親控除", "⑰", 0),
                        new Line("配偶者(特別)控除", "㉑", 0),
                        new Line("扶養控除", "㉓", 0),
                        new Line("基礎控除", "㉔", 580_000),
                        new Line("⑬から㉔までの計", "㉕", deducted),
                        new Line("医療費控除", "㉗", 0),
                        new Line("合計", "㉙", deducted)));
        y = block(
                form,
                MIDDLE,
                170,
                "税金の計算",
                List.of(
                        new Line("課税される所得金額", "㉚", taxed),
                        new Line("上の㉚に対する税額", "㉛", tax),
                        new Line("配当控除", "㉜", 0),
                        new Line("住宅借入金等特別控除", "㉞", 0),
                        new Line("差引所得税額", "㊶", tax),
                        new Line("災害減免額", "㊷", 0),
                        new Line("再差引所得税額", "㊸", tax),
                        new Line("復興特別所得税額", "㊹", tax * 21 / 1000),
                        new Line("所得税及び復興特別所得税の額", "㊺", tax * 1021 / 1000),
                        new Line("源泉徴収税額", "㊽", 0),
                        new Line("申告納税額", "㊾", tax * 1021 / 1000 / 100 * 100),
                        new Line("予定納税額", "㊿", 0)));
        y = block(
                form,
                MIDDLE,
                y + 6,
                "その他",
                List.of(
                        new Line("専従者給与(控除)額の合計額", "56", 0),
                        new Line("青色申告特別控除額", "57", 650_000),
                        new Line("雑所得・一時所得等の源泉徴収", "58", 0),
                        new Line("未納付の源泉徴収税額", "59", 0)));
        form.cell(MIDDLE, y + 8, COLUMN, 56, "還付される税金の受取場所", "");
        form.text(MIDDLE + 8, y + 40, 8.5f, "(還付なし)");
        form.cell(MIDDLE, y + 70, COLUMN, 40, "整理欄", "");
        form.seal(MIDDLE + 190, y + 172, 62, List.of("見本税", "務署受", "付之印"));
        form.text(MIDDLE, y + 150, 8, "電子申告　受付番号 00000000000000000000");
        form.text(MIDDLE, y + 164, 8, "受付日時　" + Era.year(year + 1) + "2月20日 10時15分");
    }

    /** @return where it ends */
    private static float block(Form form, float x, float y, String name, List<Line> lines) {
        var high = lines.size() * ROW;
        form.shade(x, y, 22, high, BAND);
        form.box(x, y, 22, high, 0.5f);
        form.down(x + 11, y + 4, high - 8, Math.min(9, (high - 8) / name.length()), name);
        for (var n = 0; n < lines.size(); n++) {
            var top = y + n * ROW;
            var line = lines.get(n);
            form.box(x + 22, top, COLUMN - 22, ROW, 0.35f);
            form.fitted(x + 27, top + 11.5f, 106, 7.5f, line.name());
            form.shade(x + 138, top + 0.4f, 20, ROW - 0.8f, BAND);
            form.centred(x + 148, top + 11.8f, 8, line.mark());
            if (line.amount() > 0) {
                form.right(x + COLUMN - 7, top + 12.6f, 10.5f, Form.yen(line.amount()));
            }
        }
        form.box(x, y, COLUMN, high, 1);
        return y + high;
    }

    private static void ledger(Form form, Person person, int year, int page) {
        form.text(LEFT, 50, 13, Era.year(year) + "分　売上帳 (" + page + "月)");
        form.right(LEFT + 526, 50, 9, person.name());
        form.shade(LEFT, 62, 526, 18, BAND);
        form.text(LEFT + 8, 75, 9, "日付");
        form.text(LEFT + 90, 75, 9, "得意先");
        form.right(LEFT + 510, 75, 9, "金額 (円)");
        var total = 0L;
        for (var n = 0; n < 24; n++) {
            var y = 80 + n * 26f;
            var amount = person.income() * 16L / 120 / 24 / 100 * 100 + (n * 37 + page * 11) % 90 * 100;
            total += amount;
            form.box(LEFT, y, 526, 26, 0.35f);
            form.text(LEFT + 8, y + 17, 9.5f, page + "月" + (n + 3) + "日");
            form.text(LEFT + 90, y + 17, 9.5f, "見本商事 第" + (n % 7 + 1) + "営業所");
            form.right(LEFT + 510, y + 17, 10, Form.yen(amount));
        }
        form.box(LEFT, 80 + 24 * 26, 526, 30, 1);
        form.text(LEFT + 8, 80 + 24 * 26 + 19, 10, "合計");
        form.right(LEFT + 510, 80 + 24 * 26 + 19, 12, Form.yen(total));
    }
}
