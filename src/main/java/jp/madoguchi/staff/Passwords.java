package jp.madoguchi.staff;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Argon2id over at least 46 MiB (OWASP; Spring's own defaults lie below it). As many at a time as there are processors. */
@Component
public class Passwords {

    private static final int LONGEST = 1000;

    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 47104, 1);
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final String nobodys = encode("nobody's password");

    /** The hash to keep, with salt and parameters. */
    public final String encode(String password) {
        turns.acquireUninterruptibly();
        try {
            return argon2.encode(password);
        } finally {
            turns.release();
        }
    }

    /** Whether it is the password; without a hash it takes as long and is false. */
    boolean match(String typed, @Nullable String hash) {
        var password = typed.length() > LONGEST ? "" : typed;
        turns.acquireUninterruptibly();
        try {
            var same = argon2.matches(password, hash == null ? nobodys : hash);
            return same && hash != null && !password.isEmpty();
        } finally {
            turns.release();
        }
    }
}
