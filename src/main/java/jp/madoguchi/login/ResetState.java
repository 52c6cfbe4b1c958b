package jp.madoguchi.login;

import java.util.List;
import jp.madoguchi.policy.Verdict;
import jp.madoguchi.slip.Slip;
import org.jspecify.annotations.Nullable;

/**
 * What the person who looks may do about a reset of password or PIN, here and now.
 *
 * @param deliveries where a link may go, the e-mail first; empty where nothing is registered long enough
 * @param latest the last one that was started; null = none
 * @param slip the slip with a code that was made in the contact in front and is not void; null = none
 */
public record ResetState(
        Verdict verdict,
        List<Reset.Delivery> deliveries,
        @Nullable ResetEntry latest,
        @Nullable Slip slip) {

    /** How the code may reach the member: by a link, and only where none can be sent on a slip. */
    List<Reset.Delivery> ways() {
        return deliveries.isEmpty() ? List.of(Reset.Delivery.SLIP) : deliveries;
    }
}
