package jp.madoguchi.staff;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a browser is asked to sign: a random challenge that counts once and for a few minutes. The page that asks keeps it. */
final class PasskeyAsk {

    static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private final byte[] challenge;
    private final String options;
    private final Instant until;
    private final AtomicBoolean answered = new AtomicBoolean();

    PasskeyAsk(byte[] challenge, String options, Instant now) {
        this.challenge = challenge.clone();
        this.options = options;
        this.until = now.plus(GOOD_FOR);
    }

    /** For the browser, as JSON of WebAuthn level 3 (5.1.8, 5.1.9). */
    String options() {
        return options;
    }

    byte[] challenge() {
        return challenge.clone();
    }

    /** True for one answer that comes in time. */
    boolean take(Instant now) {
        return answered.compareAndSet(false, true) && now.isBefore(until);
    }
}
