package jp.madoguchi.member;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a timeline (経緯) is filtered by; each kind is fed by some sources of madoguchi.member_timeline. */
public enum TimelineKind {
    LOGIN("LOGIN"),
    LOCK("LOCKED", "LOCK_CLEARED", "CARD_LOST", "TAKEOVER_HEARD"),
    CONTACT("CONTACT", "HAND_OFF", "HAND_OFF_ENDED", "COMPLAINT"),
    CHECK("IDENTITY_CHECK"),
    CREDENTIAL("WEB_ID", "SECRET_CHANGED", "RESET", "CARD"),
    PAPER("INCOME_PAPER", "INCOME_DECIDED", "PAID_OFF_CERTIFICATE"),
    LIMIT(
            "BORROWING_STOPPED",
            "BORROWING_LIFTED",
            "LIMIT_REQUESTED",
            "LIMIT_DECIDED",
            "LIMIT_OFFER_ENDED",
            "LIMIT_CHANGED"),
    MONEY("LEDGER"),
    /** Bank account, direct debit, due-date mail, points. */
    SERVICE("BANK_SERVICE", "POINT_SERVICE", "POINTS"),
    DATA("DATA_CHANGED", "CHANGE_REPORTED", "CHANGE_REPORT_ENDED", "DATA_CONFIRMED", "RESTRICTION", "ATTENTION"),
    CONTRACT("CONTRACT", "CONTRACT_STARTED", "CONTRACT_ENDED", "DELINQUENT", "SETTLED", "REACTIVATED", "CHARGE_WAIVED"),
    MESSAGE("MESSAGE"),
    APPROVAL("APPROVAL"),
    /** Who looked at the member; shown when it is asked for, to those who read the trail. */
    LOOK("LOOK");

    private final List<String> sources;

    TimelineKind(String... sources) {
        this.sources = List.of(sources);
    }

    List<String> sources() {
        return sources;
    }

    /** Everything but who looked. */
    public static Set<TimelineKind> deeds() {
        return EnumSet.complementOf(EnumSet.of(LOOK));
    }

    static Optional<TimelineKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
    }

    static TimelineKind of(String source) {
        return Arrays.stream(values())
                .filter(kind -> kind.sources.contains(source))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(source));
    }
}
