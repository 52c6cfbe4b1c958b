package jp.madoguchi.demo;

import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** 報酬、料金、契約金及び賞金の支払調書. */
final class PaymentReport {

    static final PDRectangle SIZE = Form.A5_LANDSCAPE;

    private static final float LEFT = 40;
    private static final float WIDE = 515;
    private static final float[] WIDTHS = {120, 165, 125, 105};

    private PaymentReport() {}

    static byte[] of(Person person, int year) {
        return Form.pdf(SIZE, 1, (form, page) -> draw(form, person, year));
    }

    private static void draw(Form form, Person person, int year) {
        form.centred(form.wide() / 2, 44, 14, Era.year(year) + "分　報酬、料金、契約金及び賞金の支払調書");
        side(form, 60, "支払を", "受ける者");
        form.cell(LEFT + 30, 60, WIDE - 30, 28, "住所(居所)又は所在地", "");
        form.fitted(LEFT + 120, 80, WIDE - 130, 11, person.address());
        form.cell(LEFT + 30, 88, 300, 28, "氏名又は名称", "");
        form.text(LEFT + 120, 108, 12, person.name());
        form.cell(LEFT + 330, 88, WIDE - 330, 28, "個人番号又は法人番号", "");

        var headings = new String[] {"区分", "細目", "支払金額", "源泉徴収税額"};
        var x = LEFT;
        for (var n = 0; n < headings.length; n++) {
            form.heading(x, 122, WIDTHS[n], 18, headings[n]);
            for (var row = 0; row < 4; row++) {
                form.box(x, 140 + row * 26, WIDTHS[n], 26, 0.35f);
            }
            x += WIDTHS[n];
        }
        line(form, 140, "原稿料", "ウェブ記事の執筆", person.income() * 7L / 10);
        line(form, 166, "デザイン料", "印刷物の図案", person.income() * 3L / 10);
        form.box(LEFT, 122, WIDE, 122, 1.1f);
        form.cell(LEFT, 250, WIDE, 40, "(摘要)", "");
        side(form, 298, "支払者", "");
        form.cell(LEFT + 30, 298, WIDE - 30, 28, "住所(居所)又は所在地", "");
        form.text(LEFT + 120, 318, 10.5f, "東京都千代田区見本町1丁目1番1号");
        form.cell(LEFT + 30, 326, WIDE - 30, 28, "氏名又は名称", "");
        form.text(LEFT + 120, 346, 11.5f, person.employer());
        form.right(LEFT + WIDE - 8, 346, 9, "(電話) 03-0000-0000");
        form.cell(LEFT, 360, 180, 26, "整理欄", "");
        form.cell(LEFT + 180, 360, WIDE - 180, 26, "法人番号", "");
        form.digits(LEFT + 240, 366, 18, 16, "9010001000000");
    }

    private static void side(Form form, float y, String first, String second) {
        form.box(LEFT, y, 30, 56, 0.5f);
        if (second.isEmpty()) {
            form.down(LEFT + 15, y + 4, 48, 9, first);
        } else {
            form.down(LEFT + 21, y + 8, 36, 7.5f, first);
            form.down(LEFT + 9, y + 6, 44, 7.5f, second);
        }
    }

    private static void line(Form form, float y, String sort, String detail, long amount) {
        form.centred(LEFT + 60, y + 17, 9.5f, sort);
        form.text(LEFT + 128, y + 17, 9.5f, detail);
        form.right(LEFT + 404, y + 17.5f, 11.5f, Form.yen(amount));
        form.right(LEFT + WIDE - 6, y + 17.5f, 11.5f, Form.yen(amount * 1021 / 10_000));
    }
}
