package jp.madoguchi.demo;

import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** 給与所得の源泉徴収票. */
final class WithholdingSlip {

    static final PDRectangle SIZE = Form.A5_LANDSCAPE;

    private static final float LEFT = 36;
    private static final float WIDE = 523;

    private WithholdingSlip() {}

    /** @param myNumber whether the employer printed it, as the copy for the tax office has it */
    static byte[] of(Person person, int year, boolean myNumber) {
        return Form.pdf(SIZE, 1, (form, page) -> draw(form, person, year, myNumber));
    }

    static void draw(Form form, Person person, int year, boolean myNumber) {
        var wage = Wage.of(person.income());
        form.centred(form.wide() / 2, 36, 14, Era.year(year) + "分　給与所得の源泉徴収票");
        form.right(LEFT + WIDE, 36, 6.5f, "(受給者交付用)");

        receiver(form, person, myNumber);
        amounts(form, wage);
        spouse(form);
        deductions(form, wage);

        form.cell(LEFT, 214, WIDE, 46, "(摘要)", "");
        form.text(LEFT + 8, 240, 8, "年調定額　控除済　　基礎控除の額 " + Form.yen(580_000) + "円");
        insurances(form);
        marks(form, person);
        payer(form, person);
    }

    private static void receiver(Form form, Person person, boolean myNumber) {
        form.box(LEFT, 46, 26, 52, 0.5f);
        form.down(LEFT + 18, 50, 44, 6.5f, "支払を");
        form.down(LEFT + 8, 48, 48, 6.5f, "受ける者");
        form.cell(LEFT + 26, 46, 262, 52, "住所又は居所", "");
        form.fitted(LEFT + 34, 76, 246, 10, person.address());
        form.cell(LEFT + 288, 46, 235, 14, "(受給者番号)", "");
        form.text(LEFT + 345, 57, 8, person.memberNo().substring(4));
        form.cell(LEFT + 288, 60, 235, 14, "(個人番号)", "");
        if (myNumber) {
            form.digits(LEFT + 345, 61, 14, 12, person.myNumber());
        }
        form.cell(LEFT + 288, 74, 235, 24, "氏名 (フリガナ)", "");
        form.text(LEFT + 345, 81, 6, person.kana());
        form.text(LEFT + 345, 94, 11, person.name());
    }

    private static void amounts(Form form, Wage wage) {
        var headings = new String[] {"種別", "支払金額", "給与所得控除後の金額\n(調整控除後)", "所得控除の額の合計額", "源泉徴収税額"};
        var values = new long[] {0, wage.paid(), wage.left(), wage.deductions(), wage.tax()};
        var x = LEFT;
        for (var n = 0; n < headings.length; n++) {
            var wide = n == 0 ? 83 : 110;
            form.heading(x, 102, wide, 17, headings[n]);
            if (n == 0) {
                form.box(x, 119, wide, 22, 0.5f);
                form.centred(x + wide / 2f, 134, 9, "給料・賞与");
            } else {
                form.yen(x, 119, wide, 22, 11, values[n]);
                form.right(x + wide - 2, 124, 5, "円");
            }
            x += wide;
        }
        form.box(LEFT, 102, WIDE, 39, 1.1f);
    }

    private static void spouse(Form form) {
        var headings = new String[] {
            "(源泉)控除対象配偶者\nの有無等",
            "配偶者(特別)\n控除の額",
            "控除対象扶養親族の数\n(配偶者を除く)",
            "16歳未満\n扶養親族の数",
            "障害者の数\n(本人を除く)",
            "非居住者である\n親族の数"
        };
        var x = LEFT;
        for (var heading : headings) {
            form.heading(x, 145, WIDE / headings.length, 18, heading);
            form.box(x, 163, WIDE / headings.length, 12, 0.5f);
            x += WIDE / headings.length;
        }
    }

    private static void deductions(Form form, Wage wage) {
        var headings = new String[] {"社会保険料等の金額", "生命保険料の控除額", "地震保険料の控除額", "住宅借入金等特別控除の額"};
        var values = new long[] {wage.insurance(), 40_000, 0, 0};
        var wide = WIDE / headings.length;
        for (var n = 0; n < headings.length; n++) {
            form.heading(LEFT + n * wide, 179, wide, 12, headings[n]);
            if (values[n] == 0) {
                form.box(LEFT + n * wide, 191, wide, 19, 0.5f);
            } else {
                form.yen(LEFT + n * wide, 191, wide, 19, 10, values[n]);
            }
        }
    }

    private static void insurances(Form form) {
        var labels = new String[] {"新生命保険料の金額", "旧生命保険料の金額", "介護医療保険料の金額", "新個人年金保険料の金額", "旧個人年金保険料の金額"};
        var wide = WIDE / labels.length;
        for (var n = 0; n < labels.length; n++) {
            form.cell(LEFT + n * wide, 264, wide, 24, labels[n], n == 0 ? "80,000" : "");
        }
        form.cell(LEFT, 288, WIDE / 2, 22, "(源泉・特別)控除対象配偶者　氏名 (フリガナ)", "");
        form.cell(LEFT + WIDE / 2, 288, WIDE / 2, 22, "控除対象扶養親族　氏名 (フリガナ)", "");
    }

    private static void marks(Form form, Person person) {
        var labels = new String[] {"未成年者", "外国人", "死亡退職", "災害者", "乙欄", "特別障害者", "その他障害者", "寡婦", "ひとり親", "勤労学生"};
        var each = 25f;
        for (var n = 0; n < labels.length; n++) {
            form.heading(LEFT + n * each, 314, each, 18, labels[n]);
            form.box(LEFT + n * each, 332, each, 14, 0.5f);
        }
        var x = LEFT + labels.length * each;
        form.heading(x, 314, 123, 18, "中途就・退職　(就職・退職　年月日)");
        form.box(x, 332, 123, 14, 0.5f);
        form.heading(x + 123, 314, 150, 18, "受給者生年月日");
        form.box(x + 123, 332, 150, 14, 0.5f);
        form.centred(x + 198, 342, 8.5f, Era.born(person.born()));
    }

    private static void payer(Form form, Person person) {
        form.box(LEFT, 350, 26, 54, 0.5f);
        form.down(LEFT + 13, 354, 46, 7.5f, "支払者");
        form.cell(LEFT + 26, 350, 497, 14, "個人番号又は法人番号", "");
        form.digits(LEFT + 110, 351, 14, 12, "9010001000000");
        form.cell(LEFT + 26, 364, 497, 18, "住所(居所)又は所在地", "");
        form.text(LEFT + 110, 377, 9, "東京都千代田区見本町1丁目1番1号");
        form.cell(LEFT + 26, 382, 497, 22, "氏名又は名称", "");
        form.text(LEFT + 110, 397, 10.5f, person.employer());
        form.right(LEFT + WIDE - 8, 397, 8, "(電話) 03-0000-0000");
    }
}
