package jp.madoguchi.webid;

import java.time.Instant;
import java.util.List;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.paper.Sheet;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * One sheet of A5. Each character of the Web-ID says below it whether it is a capital, a small letter or a digit. Nothing on
 * it tells of lending, and no reset code ever stands on it.
 */
record SlipSheet(String webId, String name, Instant issuedAt, String placeName, String slipNo, int copyNo) {

    private static final List<String> ADVICE = List.of(
            "これまでのWeb-IDは、ご利用いただけなくなりました。",
            "パスワードは変わりません。",
            "大文字と小文字は区別されます。",
            "ふだんのログインには、このWeb-IDをお使いください。",
            "カード番号でのログインは、Web-IDを再発行するときだけにしてください。",
            "定期的な再発行をおすすめします。会員ページからいつでもできます。",
            "当社の係員がパスワードや暗証番号をお尋ねすることはありません。");
    private static final float MARGIN = Sheet.MARGIN;
    private static final float CELL = 25;
    private static final float GROUP_GAP = 8;
    private static final int GROUP = 4;

    byte[] pdf() {
        return Sheet.pdf("Web-IDのお知らせ " + slipNo, PDRectangle.A5, this::draw);
    }

    private void draw(Sheet sheet) {
        var top = PDRectangle.A5.getHeight() - MARGIN - 16;
        sheet.text(16, MARGIN, top, "Web-IDのお知らせ");
        sheet.right(9, top, "交付票番号 " + slipNo);
        sheet.rule(top - 12, 1);
        sheet.text(14, MARGIN, top - 48, name + " さま");
        sheet.text(10, MARGIN, top - 74, "新しいWeb-IDは次のとおりです。");
        drawWebId(sheet, top - 140);
        var y = top - 200;
        for (var line : ADVICE) {
            sheet.text(9.5f, MARGIN, y, "・" + line);
            y -= 20;
        }
        sheet.rule(MARGIN + 44, 0.5f);
        sheet.text(9, MARGIN, MARGIN + 26, "発行日時 " + Sheet.MOMENT.format(issuedAt.atZone(Tokyo.ZONE)));
        sheet.text(9, MARGIN, MARGIN + 10, "お渡し場所 " + placeName);
        sheet.right(9, MARGIN + 10, copyNo + "枚目");
    }

    private void drawWebId(Sheet sheet, float y) {
        var groups = (webId.length() - 1) / GROUP;
        var x = (PDRectangle.A5.getWidth() - webId.length() * CELL - groups * GROUP_GAP) / 2;
        sheet.frame(x - 10, y - 24, webId.length() * CELL + groups * GROUP_GAP + 20, 66);
        // The Web-ID first, then the words below it: who has the sheet read aloud hears it in one piece.
        for (var i = 0; i < webId.length(); i++) {
            sheet.centred(26, centre(x, i), y, webId.substring(i, i + 1));
        }
        for (var i = 0; i < webId.length(); i++) {
            sheet.centred(7, centre(x, i), y - 15, kind(webId.charAt(i)));
        }
    }

    private static float centre(float x, int position) {
        return x + position * CELL + position / GROUP * GROUP_GAP + CELL / 2;
    }

    private static String kind(char character) {
        if (Character.isDigit(character)) {
            return "数字";
        }
        return Character.isUpperCase(character) ? "大文字" : "小文字";
    }
}
