package jp.madoguchi.staff;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import com.vaadin.flow.component.html.Image;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Words as a QR code, drawn by the server and sent within the page: nobody else is asked for it. */
final class QrCode extends Image {

    private static final int QUIET_ZONE = 4;

    /** @param description for screen readers */
    QrCode(String words, String description) {
        super(
                "data:image/svg+xml;base64,"
                        + Base64.getEncoder().encodeToString(svg(words).getBytes(StandardCharsets.UTF_8)),
                description);
        addClassName("qr-code");
    }

    static String svg(String words) {
        try {
            var modules = new QRCodeWriter()
                    .encode(words, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, QUIET_ZONE));
            var path = new StringBuilder();
            for (var y = 0; y < modules.getHeight(); y++) {
                for (var x = 0; x < modules.getWidth(); x++) {
                    if (modules.get(x, y)) {
                        path.append("M%d %dh1v1h-1z".formatted(x, y));
                    }
                }
            }
            return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\"><rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/><path d=\"%s\" fill=\"#000\"/></svg>"
                    .formatted(modules.getWidth(), modules.getHeight(), path);
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException(tooLong);
        }
    }
}
