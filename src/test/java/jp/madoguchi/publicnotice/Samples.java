package jp.madoguchi.publicnotice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notices and facts of the tests; noon in Tokyo is {@link #NOON}. */
final class Samples {

    static final Instant NOON = Instant.parse("2026-03-10T03:00:00Z");

    private Samples() {}

    static Facts facts(PublicNotice... notices) {
        return new Facts(NOON, "まどぐちファイナンス", List.of(notices));
    }

    static Facts readAt(Instant at, PublicNotice... notices) {
        return new Facts(at, "まどぐちファイナンス", List.of(notices));
    }

    /** An outage of ATMs without end, shown from noon on. */
    static PublicNotice outage(String title) {
        return notice("OUTAGE", "HIGH", title, NOON, null, NOON, null);
    }

    static PublicNotice information(String title) {
        return notice("INFORMATION", "LOW", title, NOON, null, null, null);
    }

    static PublicNotice notice(
            String kind,
            String severity,
            String title,
            Instant shownFrom,
            @Nullable Instant shownUntil,
            @Nullable Instant affectedFrom,
            @Nullable Instant affectedTo) {
        return new PublicNotice(
                UUID.randomUUID(),
                kind,
                severity,
                affectedFrom == null ? List.of() : List.of("ATM", "REPAYMENT"),
                title,
                title + "の本文",
                null,
                null,
                affectedFrom,
                affectedTo,
                shownFrom,
                shownUntil,
                shownFrom,
                List.of());
    }

    static PublicNotice inEnglish(PublicNotice notice, String title, String body) {
        return new PublicNotice(
                notice.ref(),
                notice.kind(),
                notice.severity(),
                notice.services(),
                notice.title(),
                notice.body(),
                title,
                body,
                notice.affectedFrom(),
                notice.affectedTo(),
                notice.shownFrom(),
                notice.shownUntil(),
                notice.updatedAt(),
                notice.updates());
    }

    static PublicNotice updated(PublicNotice notice, NoticeUpdate... updates) {
        return new PublicNotice(
                notice.ref(),
                notice.kind(),
                notice.severity(),
                notice.services(),
                notice.title(),
                notice.body(),
                notice.titleEn(),
                notice.bodyEn(),
                notice.affectedFrom(),
                notice.affectedTo(),
                notice.shownFrom(),
                notice.shownUntil(),
                updates[updates.length - 1].at(),
                List.of(updates));
    }
}
