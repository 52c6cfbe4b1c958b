package jp.madoguchi.slip;

import java.time.Instant;
import java.util.List;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.paper.Sheet;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/**
 * One sheet of A5 with one thing on it: a Web-ID, each character with a capital, a small letter or a digit said below it, or
 * the code of a reset. Nothing on it tells of lending.
 *
 * @param secret which secret the code sets anew, of credential_reset.secret; null = it carries a Web-ID
 */
record SlipSheet(
        String slipNo,
        int copyNo,
        String name,
        String placeName,
        Instant madeAt,
        @Nullable String secret) {

    private static final List<String> ABOUT_WEB_ID = List.of(
            "これまでのWeb-IDは、ご利用いただけなくなりました。",
            "パスワードは変わりません。",
            "大文字と小文字は区別されます。",
            "ふだんのログインには、このWeb-IDをお使いください。",
            "カード番号でのログインは、Web-IDを再発行するときだけにしてください。",
            "定期的な再発行をおすすめします。会員ページからいつでもできます。",
            "当社の係員がパスワードや暗証番号をお尋ねすることはありません。");
    private static final List<String> ABOUT_CODE = List.of(
            "会員ページの再設定(https://member.example.jp/reset)に入力してください。",
            "ご利用は1回限りです。新しい%sは、ご自身で設定してください。",
            "英字はすべて大文字です。数字の0と1、英字のIとOは使われていません。",
            "前にお渡ししたコードやお送りしたリンクは、ご利用いただけません。",
            "このコードは、どなたにもお見せにならないでください。",
            "期限を過ぎたときは、もう一度窓口へお越しください。",
            "当社の係員がコードやパスワード、暗証番号をお尋ねすることはありません。");
    private static final float MARGIN = Sheet.MARGIN;
    private static final float TOP = PDRectangle.A5.getHeight() - MARGIN - 16;
    private static final float GROUP_GAP = 8;
    private static final int GROUP = 4;
    private static final int CODE_LINE = 4 * GROUP;

    /**
     * @param carried the Web-ID or the code
     * @param expiresAt until when the code works; null = it carries a Web-ID
     */
    byte[] pdf(String carried, @Nullable Instant expiresAt) {
        var title = secret == null ? "Web-IDのお知らせ" : "再設定コードのお知らせ";
        return Sheet.pdf(title + " " + slipNo, PDRectangle.A5, sheet -> {
            drawHead(sheet, title);
            if (secret == null || expiresAt == null) {
                drawWebId(sheet, carried);
            } else {
                drawCode(sheet, carried, "PIN".equals(secret) ? "暗証番号" : "パスワード", expiresAt);
            }
            drawFoot(sheet);
        });
    }

    private void drawHead(Sheet sheet, String title) {
        sheet.text(16, MARGIN, TOP, title);
        sheet.right(9, TOP, "交付票番号 " + slipNo);
        sheet.rule(TOP - 12, 1);
        sheet.text(14, MARGIN, TOP - 48, name + " さま");
    }

    private static void drawWebId(Sheet sheet, String webId) {
        sheet.text(10, MARGIN, TOP - 74, "新しいWeb-IDは次のとおりです。");
        var row = new Row(webId.length(), 25);
        sheet.frame(row.left() - 10, TOP - 164, row.width() + 20, 66);
        // The Web-ID first, then the words below it: who has the sheet read aloud hears it in one piece.
        row.draw(sheet, 26, TOP - 140, webId);
        for (var i = 0; i < webId.length(); i++) {
            sheet.centred(7, row.centre(i), TOP - 155, kind(webId.charAt(i)));
        }
        drawAdvice(sheet, ABOUT_WEB_ID);
    }

    private static void drawCode(Sheet sheet, String code, String secret, Instant expiresAt) {
        sheet.text(
                10,
                MARGIN,
                TOP - 74,
                secret + "の再設定コードです。" + Sheet.MOMENT.format(expiresAt.atZone(Tokyo.ZONE)) + "までご利用いただけます。");
        var row = new Row(CODE_LINE, 17);
        sheet.frame(row.left() - 10, TOP - 170, row.width() + 20, 76);
        row.draw(sheet, 20, TOP - 122, code.substring(0, CODE_LINE));
        row.draw(sheet, 20, TOP - 154, code.substring(CODE_LINE));
        drawAdvice(
                sheet, ABOUT_CODE.stream().map(line -> line.formatted(secret)).toList());
    }

    private static void drawAdvice(Sheet sheet, List<String> advice) {
        var y = TOP - 200;
        for (var line : advice) {
            sheet.text(9.5f, MARGIN, y, "・" + line);
            y -= 20;
        }
    }

    private void drawFoot(Sheet sheet) {
        sheet.rule(MARGIN + 44, 0.5f);
        sheet.text(9, MARGIN, MARGIN + 26, "発行日時 " + Sheet.MOMENT.format(madeAt.atZone(Tokyo.ZONE)));
        sheet.text(9, MARGIN, MARGIN + 10, "お渡し場所 " + placeName);
        sheet.right(9, MARGIN + 10, copyNo + "枚目");
    }

    private static String kind(char character) {
        if (Character.isDigit(character)) {
            return "数字";
        }
        return Character.isUpperCase(character) ? "大文字" : "小文字";
    }

    /** Cells in groups of four, in the middle of the sheet. */
    private record Row(int length, float cell) {

        float width() {
            return length * cell + (length - 1) / GROUP * GROUP_GAP;
        }

        float left() {
            return (PDRectangle.A5.getWidth() - width()) / 2;
        }

        float centre(int position) {
            return left() + position * cell + position / GROUP * GROUP_GAP + cell / 2;
        }

        void draw(Sheet sheet, float size, float y, String characters) {
            for (var i = 0; i < characters.length(); i++) {
                sheet.centred(size, centre(i), y, characters.substring(i, i + 1));
            }
        }
    }
}
