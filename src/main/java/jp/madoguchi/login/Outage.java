package jp.madoguchi.login;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An outage (システム障害) that covers a moment, as its notice says.
 *
 * @param service code of notice_service.service
 * @param until null = until further notice
 * @param toSay the sentence of the notice for staff; null when it has none
 */
public record Outage(
        String service,
        String title,
        Instant since,
        @Nullable Instant until,
        @Nullable String toSay) {

    boolean stopsLogin() {
        return service.equals("MEMBER_PAGE") || service.equals("APP");
    }
}
