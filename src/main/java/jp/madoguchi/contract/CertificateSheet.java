package jp.madoguchi.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.paper.Sheet;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/** One sheet of A4: the paid-off certificate (完済証明書), in Japanese whatever language the clerk works in. */
record CertificateSheet(
        String certificateNo,
        String name,
        String kana,
        MemberNo memberNo,
        LocalDate startedOn,
        @Nullable LocalDate endedOn,
        Instant madeAt,
        String placeName) {

    private static final float MARGIN = Sheet.MARGIN;
    private static final float CENTRE = PDRectangle.A4.getWidth() / 2;
    private static final float LABEL = MARGIN + 60;
    private static final float VALUE = MARGIN + 190;
    private static final float LINE = 30;
    private static final float SEAL = 64;

    private record Row(String label, String value) {}

    /** @param lender who certifies */
    byte[] pdf(String lender) {
        return Sheet.pdf("完済証明書 " + certificateNo, PDRectangle.A4, sheet -> draw(sheet, lender));
    }

    private void draw(Sheet sheet, String lender) {
        var top = PDRectangle.A4.getHeight() - MARGIN - 16;
        var madeOn = Tokyo.date(madeAt);
        sheet.right(10, top, "証明書番号 " + certificateNo);
        sheet.right(10, top - 18, "発行日 " + Sheet.DATE.format(madeOn));
        sheet.centred(24, CENTRE, top - 90, "完済証明書");
        sheet.rule(top - 110, 1);
        // A name may hold a character that the typeface lacks; its reading never does.
        sheet.text(9, MARGIN, top - 145, kana);
        sheet.text(16, MARGIN, top - 168, name + " さま");
        sheet.text(11, MARGIN, top - 210, "次のご契約について、ご融資金の元金・利息その他一切のお支払いが完了し、");
        sheet.text(11, MARGIN, top - 230, Sheet.DATE.format(madeOn) + "現在の残高が0円であることを証明いたします。");
        var y = top - 290;
        for (var row : rows()) {
            sheet.text(11, LABEL, y, row.label());
            sheet.text(11, VALUE, y, row.value());
            y -= LINE;
        }
        sheet.frame(MARGIN + 40, y + 10, PDRectangle.A4.getWidth() - 2 * MARGIN - 80, rows().size() * LINE + 14);
        sheet.text(14, CENTRE, MARGIN + 60 + SEAL / 2 - 5, lender);
        sheet.frame(PDRectangle.A4.getWidth() - MARGIN - SEAL, MARGIN + 60, SEAL, SEAL);
        sheet.centred(9, PDRectangle.A4.getWidth() - MARGIN - SEAL / 2, MARGIN + 60 + SEAL / 2 - 3, "印");
        sheet.rule(MARGIN + 44, 0.5f);
        sheet.text(10, MARGIN, MARGIN + 24, "発行場所 " + placeName);
        sheet.right(10, MARGIN + 24, "発行日時 " + Sheet.MOMENT.format(madeAt.atZone(Tokyo.ZONE)));
    }

    private List<Row> rows() {
        var contract = new Row("ご契約日", Sheet.DATE.format(startedOn));
        var number = new Row("会員番号", memberNo.value());
        var balance = new Row("残高", "0円");
        var state = new Row("ご契約の状態", endedOn == null ? "継続中(完済)" : Sheet.DATE.format(endedOn) + "に終了");
        return List.of(number, contract, state, balance);
    }
}
