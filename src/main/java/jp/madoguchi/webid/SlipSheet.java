package jp.madoguchi.webid;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import jp.madoguchi.core.Tokyo;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * One sheet of A5, in Japanese whatever language the clerk works in. Each character of the Web-ID says below it whether it is
 * a capital, a small letter or a digit. Nothing on it tells of lending, and no reset code ever stands on it.
 */
record SlipSheet(String webId, String name, Instant issuedAt, String placeName, String slipNo, int copyNo) {

    private static final String FONT = "/fonts/BIZUDPGothic-Regular.ttf";
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy年M月d日 H時mm分", Locale.JAPAN);
    private static final List<String> ADVICE = List.of(
            "これまでのWeb-IDは、ご利用いただけなくなりました。",
            "パスワードは変わりません。",
            "大文字と小文字は区別されます。",
            "ふだんのログインには、このWeb-IDをお使いください。",
            "カード番号でのログインは、Web-IDを再発行するときだけにしてください。",
            "定期的な再発行をおすすめします。会員ページからいつでもできます。",
            "当社の係員がパスワードや暗証番号をお尋ねすることはありません。");
    private static final float MARGIN = 42;
    private static final float RIGHT = PDRectangle.A5.getWidth() - MARGIN;
    private static final float CELL = 25;
    private static final float GROUP_GAP = 8;
    private static final int GROUP = 4;
    /** Printed for a character that the typeface lacks, as printers do. */
    private static final String MISSING = "〓";

    byte[] pdf() {
        try (var document = new PDDocument();
                var typeface = SlipSheet.class.getResourceAsStream(FONT)) {
            document.getDocumentInformation().setTitle("Web-IDのお知らせ " + slipNo);
            var page = new PDPage(PDRectangle.A5);
            document.addPage(page);
            var font = PDType0Font.load(document, typeface, true);
            try (var out = new PDPageContentStream(document, page)) {
                draw(out, font);
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void draw(PDPageContentStream out, PDFont font) throws IOException {
        var top = PDRectangle.A5.getHeight() - MARGIN - 16;
        text(out, font, 16, MARGIN, top, "Web-IDのお知らせ");
        var number = "交付票番号 " + slipNo;
        text(out, font, 9, RIGHT - width(font, 9, number), top, number);
        rule(out, top - 12, 1);
        text(out, font, 14, MARGIN, top - 48, name + " さま");
        text(out, font, 10, MARGIN, top - 74, "新しいWeb-IDは次のとおりです。");
        drawWebId(out, font, top - 140);
        var y = top - 200;
        for (var line : ADVICE) {
            text(out, font, 9.5f, MARGIN, y, "・" + line);
            y -= 20;
        }
        rule(out, MARGIN + 44, 0.5f);
        text(out, font, 9, MARGIN, MARGIN + 26, "発行日時 " + MOMENT.format(issuedAt.atZone(Tokyo.ZONE)));
        text(out, font, 9, MARGIN, MARGIN + 10, "お渡し場所 " + placeName);
        var copy = copyNo + "枚目";
        text(out, font, 9, RIGHT - width(font, 9, copy), MARGIN + 10, copy);
    }

    private void drawWebId(PDPageContentStream out, PDFont font, float y) throws IOException {
        var groups = (webId.length() - 1) / GROUP;
        var x = (PDRectangle.A5.getWidth() - webId.length() * CELL - groups * GROUP_GAP) / 2;
        out.setLineWidth(1);
        out.addRect(x - 10, y - 24, webId.length() * CELL + groups * GROUP_GAP + 20, 66);
        out.stroke();
        // The Web-ID first, then the words below it: who has the sheet read aloud hears it in one piece.
        for (var i = 0; i < webId.length(); i++) {
            centred(out, font, 26, cell(x, i), y, webId.substring(i, i + 1));
        }
        for (var i = 0; i < webId.length(); i++) {
            centred(out, font, 7, cell(x, i), y - 15, kind(webId.charAt(i)));
        }
    }

    private static float cell(float x, int position) {
        return x + position * CELL + position / GROUP * GROUP_GAP;
    }

    private static String kind(char character) {
        if (Character.isDigit(character)) {
            return "数字";
        }
        return Character.isUpperCase(character) ? "大文字" : "小文字";
    }

    private static void centred(PDPageContentStream out, PDFont font, float size, float cell, float y, String text)
            throws IOException {
        text(out, font, size, cell + (CELL - width(font, size, text)) / 2, y, text);
    }

    private static void rule(PDPageContentStream out, float y, float weight) throws IOException {
        out.setLineWidth(weight);
        out.moveTo(MARGIN, y);
        out.lineTo(RIGHT, y);
        out.stroke();
    }

    private static void text(PDPageContentStream out, PDFont font, float size, float x, float y, String text)
            throws IOException {
        out.beginText();
        out.setFont(font, size);
        out.newLineAtOffset(x, y);
        out.showText(printable(font, text));
        out.endText();
    }

    private static float width(PDFont font, float size, String text) throws IOException {
        return font.getStringWidth(printable(font, text)) / 1000 * size;
    }

    private static String printable(PDFont font, String text) throws IOException {
        var printable = new StringBuilder();
        for (var point : text.codePoints().toArray()) {
            var character = Character.toString(point);
            printable.append(has(font, character) ? character : MISSING);
        }
        return printable.toString();
    }

    private static boolean has(PDFont font, String character) throws IOException {
        try {
            font.encode(character);
            return true;
        } catch (IllegalArgumentException missing) {
            return false;
        }
    }
}
