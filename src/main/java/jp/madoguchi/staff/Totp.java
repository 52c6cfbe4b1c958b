package jp.madoguchi.staff;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;

/** Codes of an authenticator app (RFC 6238): SHA-1, six digits, 30 seconds, one step of grace to either side. */
final class Totp {

    static final int DIGITS = 6;
    private static final int SECRET_BYTES = 20;
    private static final int STEP_SECONDS = 30;
    private static final int GRACE = 1;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String ISSUER = "Madoguchi";

    private Totp() {}

    static byte[] newSecret() {
        var secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), (long) STEP_SECONDS);
    }

    /** Six digits, for a time step. */
    static String code(byte[] secret, long step) {
        try {
            return new TimeBasedOneTimePasswordGenerator(Duration.ofSeconds(STEP_SECONDS), DIGITS)
                    .generateOneTimePasswordString(
                            new SecretKeySpec(secret, "RAW"), Instant.ofEpochSecond(step * STEP_SECONDS), Locale.ROOT);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The step whose code was typed; every step in reach is compared, whichever fits. */
    static OptionalLong match(byte[] secret, String typed, Instant now) {
        var given = typed.getBytes(StandardCharsets.US_ASCII);
        return LongStream.rangeClosed(step(now) - GRACE, step(now) + GRACE)
                .filter(step -> MessageDigest.isEqual(given, code(secret, step).getBytes(StandardCharsets.US_ASCII)))
                .boxed()
                .reduce((earlier, later) -> later)
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** What the QR code says. */
    static String address(byte[] secret, String signInName) {
        return "otpauth://totp/" + ISSUER + ":" + URLEncoder.encode(signInName, StandardCharsets.UTF_8) + "?secret="
                + base32(secret) + "&issuer=" + ISSUER + "&algorithm=SHA1&digits=" + DIGITS + "&period=" + STEP_SECONDS;
    }

    /** RFC 4648 without padding. */
    static String base32(byte[] bytes) {
        var text = new StringBuilder();
        var buffer = 0;
        var bits = 0;
        for (var next : bytes) {
            buffer = buffer << 8 | next & 0xff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt(buffer >> bits & 31));
            }
        }
        if (bits > 0) {
            text.append(BASE32.charAt(buffer << 5 - bits & 31));
        }
        return text.toString();
    }
}
