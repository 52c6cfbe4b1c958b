package jp.madoguchi.message;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A filled message on its way.
 *
 * @param ref stable name of the message, by which a receiver knows a double
 * @param to e-mail address or mobile number
 * @param subject of an e-mail; null for an SMS
 */
record Letter(
        UUID ref,
        MessageChannel channel,
        String to,
        @Nullable String subject,
        String body) {

    /** Says nothing about the person: what is logged by accident stays harmless. */
    @Override
    public String toString() {
        return "Letter[" + ref + "]";
    }
}
