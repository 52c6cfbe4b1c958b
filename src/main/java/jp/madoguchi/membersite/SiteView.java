package jp.madoguchi.membersite;

import java.time.Instant;
import java.util.List;
import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;

/**
 * What the member site would show this member at a moment.
 *
 * @param closed why nobody can log in on the member page; null = it is open
 * @param entries what comes of a right secret, by kind of ID and channel
 * @param name as the site greets the member
 * @param account figures; null before a passed check (DOMAIN R31d)
 * @param offerWaits whether an offer of a higher limit waits for the member's answer
 * @param waitingChanges how many reported changes wait for staff
 */
public record SiteView(
        Instant asOf,
        @Nullable Closed closed,
        List<Entry> entries,
        List<Notice> notices,
        String name,
        @Nullable Account account,
        List<Function> functions,
        boolean offerWaits,
        int waitingChanges) {

    /** Answer of login_availability. */
    public record Closed(String cause, @Nullable Instant until) {}

    /**
     * Answer of login_hindrance.
     *
     * @param idKind CARD or WEB_ID; null = the member has none in force
     * @param channel MEMBER_PAGE, APP or ATM
     * @param outcome what is answered; SUCCESS = a right secret lets in
     */
    public record Entry(
            String idKind,
            String channel,
            String outcome,
            @Nullable Instant lockedAt,
            @Nullable Instant until) {

        public boolean letsIn() {
            return outcome.equals("SUCCESS");
        }
    }

    /** A notice of current_notices, latest first. */
    public record Notice(String kind, String title, Instant shownFrom) {}

    /** What the top of the page shows of the contract. */
    public record Account(Yen limit, Yen balance, Yen available) {}

    /**
     * One of the ten functions (DOMAIN R7 to R16).
     *
     * @param reason why it is not open; null = it is
     * @param detail how it stands; null = nothing to say
     */
    public record Function(
            String function,
            boolean open,
            @Nullable String reason,
            @Nullable String detail) {}

    public SiteView {
        entries = List.copyOf(entries);
        notices = List.copyOf(notices);
        functions = List.copyOf(functions);
    }

    /** Whether any kind of ID lets the member into the member page. */
    public boolean letsIn() {
        return entries.stream().anyMatch(entry -> entry.channel().equals("MEMBER_PAGE") && entry.letsIn());
    }
}
