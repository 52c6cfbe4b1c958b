package jp.madoguchi.login;

import java.util.List;
import jp.madoguchi.policy.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What the person who looks may do about a reset of password or PIN, here and now.
 *
 * @param deliveries where a link may go, the e-mail first; empty where nothing is registered long enough
 * @param latest the last one that was started; null = none
 */
public record ResetState(
        Verdict verdict,
        List<Reset.Delivery> deliveries,
        @Nullable ResetEntry latest) {}
