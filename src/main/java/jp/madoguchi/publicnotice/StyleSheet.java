package jp.madoguchi.publicnotice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import jp.madoguchi.core.Sha256;

/** The style sheet of the public page. It stands within the page, and a browser takes no other: the policy has its hash. */
final class StyleSheet {

    static final String TEXT = read();
    static final String POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(Sha256.of(TEXT.getBytes(UTF_8)))
            + "'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private StyleSheet() {}

    private static String read() {
        try (var sheet = StyleSheet.class.getResourceAsStream("/META-INF/resources/ui/public-notice.css")) {
            if (sheet == null) {
                throw new IllegalStateException("public-notice.css is missing in the jar");
            }
            return new String(sheet.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
