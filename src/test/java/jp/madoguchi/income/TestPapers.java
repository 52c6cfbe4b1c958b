package jp.madoguchi.income;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.UUID;
import javax.imageio.ImageIO;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.paper.Sheet;
import jp.madoguchi.vault.Sealing;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jooq.DSLContext;

/** Papers as members have them, and the member site as it sends them. */
public final class TestPapers {

    /** A My Number that nobody has; its check digit is right. */
    public static final String MY_NUMBER = "983205673214";

    private final DSLContext memberSite;

    public TestPapers(DSLContext memberSite) {
        this.memberSite = memberSite;
    }

    /** A slip with a text layer, with a My Number on it. */
    public static byte[] pdf() {
        return Sheet.pdf("源泉徴収票 SAMPLE", PDRectangle.A4, sheet -> {
            sheet.text(16, 60, 780, "令和7年分 給与所得の源泉徴収票 SAMPLE");
            sheet.text(11, 60, 740, "支払を受ける者 東京都千代田区千代田1-1 髙橋 花子");
            sheet.text(11, 60, 700, "個人番号 " + MY_NUMBER);
            sheet.text(11, 60, 660, "種別 給料・賞与 支払金額 4,812,000円 給与所得控除後の金額 3,409,600円");
            sheet.text(11, 60, 620, "所得控除の額の合計額 1,580,000円 源泉徴収税額 93,400円");
            sheet.text(11, 60, 580, "支払者 試験商事株式会社 東京都千代田区丸の内1-2-3");
        });
    }

    /** A photograph without a text layer. */
    public static byte[] png() {
        return png(picture(640, 480));
    }

    /** Noise with some words on it: no two places look the same. */
    static BufferedImage picture(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var random = new Random(7);
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(0x1000000) | 0x808080);
            }
        }
        var pen = image.createGraphics();
        pen.setColor(Color.BLACK);
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 24));
        pen.drawString("No. " + MY_NUMBER, width / 4, height / 2);
        pen.dispose();
        return image;
    }

    static byte[] png(BufferedImage image) {
        try (var bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A key that the console handed out for one paper of a member. */
    public record Offer(String outcome, UUID keyId, byte[] publicKey) {}

    public Offer offer(MemberNo memberNo) {
        return memberSite
                .resultQuery(
                        "select outcome, key_id, public_key from member_site.income_upload_key(?)", memberNo.value())
                .fetchSingle(
                        row -> new Offer(row.get(0, String.class), row.get(1, UUID.class), row.get(2, byte[].class)));
    }

    /** Sends a paper as the site does; answers the outcome. */
    public String send(UUID ref, MemberNo memberNo, Offer offer, String extension, byte[] content) {
        var sealed = Sealing.seal(offer.publicKey(), ref + ":ORIGINAL:0", content);
        return memberSite
                .resultQuery(
                        "select outcome from member_site.submit_income_certificate(?, ?, ?, ?, ?, ?, ?, ?, sha256(?))",
                        ref,
                        UUID.nameUUIDFromBytes(memberNo.value().getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        memberNo.value(),
                        offer.keyId(),
                        extension,
                        sealed.sealedKey(),
                        sealed.nonce(),
                        sealed.bytes(),
                        content)
                .fetchSingle(0, String.class);
    }
}
