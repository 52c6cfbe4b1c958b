package jp.madoguchi.check;

import static jp.madoguchi.ServiceJourney.button;
import static org.awaitility.Awaitility.await;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.microsoft.playwright.Page;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;

/** A person's app, joined at the second door: its codes, none of them twice. */
final class AuthenticatorApp {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final long STEP_SECONDS = 30;

    private final byte[] secret;
    private long last;

    private AuthenticatorApp(byte[] secret) {
        this.secret = secret;
    }

    /** Joins it on the page that asks for it after the first password, and keeps the recovery codes. */
    static AuthenticatorApp join(Page page) {
        var app = new AuthenticatorApp(
                decoded(page.locator(".factor-secret").textContent().replaceAll("[^A-Z2-7]", "")));
        page.getByLabel("アプリに表示された6桁のコード").fill(app.code());
        button(page, "登録する").click();
        button(page, "保管しました").click();
        return app;
    }

    private static byte[] decoded(String letters) {
        var bits = letters.chars()
                .mapToObj(letter ->
                        Integer.toBinaryString(32 | BASE32.indexOf(letter)).substring(1))
                .collect(Collectors.joining());
        var bytes = new byte[bits.length() / Byte.SIZE];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bits.substring(Byte.SIZE * i, Byte.SIZE * (i + 1)), 2);
        }
        return bytes;
    }

    /** One that was not given yet; the console takes that of the next half minute too, so that nobody waits for the second. */
    String code() {
        var next = Math.max(last + 1, step());
        await().atMost(Duration.ofSeconds(2 * STEP_SECONDS)).until(() -> next <= step() + 1);
        last = next;
        try {
            return new TimeBasedOneTimePasswordGenerator(Duration.ofSeconds(STEP_SECONDS), 6)
                    .generateOneTimePasswordString(
                            new SecretKeySpec(secret, "RAW"), Instant.ofEpochSecond(next * STEP_SECONDS), Locale.ROOT);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static long step() {
        return Instant.now().getEpochSecond() / STEP_SECONDS;
    }
}
