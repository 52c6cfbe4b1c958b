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
                List.of(),
                null);
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
                notice.updates(),
                notice.banks());
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
                List.of(updates),
                notice.banks());
    }

    /** A page of every kind of notice, with the longest words that there may be, and letters that mean something in HTML. */
    static List<PublicNotice> many() {
        var transfer = notice(
                "MAINTENANCE",
                "MEDIUM",
                "即時振込の停止 <重要> & \"予告\"",
                NOON,
                NOON.plusSeconds(9000),
                NOON.plusSeconds(60),
                null);
        return List.of(
                updated(
                        inEnglish(outage("ATMの障害"), "ATMs are down", "No ATM works."),
                        new NoticeUpdate(NOON.minusSeconds(120), "INVESTIGATING", "調べています。", "We are looking into it."),
                        new NoticeUpdate(NOON.minusSeconds(60), "RESTORED", "動きました。", null)),
                withBanks(transfer, "ゆうちょ銀行、みずほ銀行"),
                notice("OUTAGE", "LOW", "終わった障害", NOON, null, NOON.minusSeconds(600), NOON.minusSeconds(60)),
                notice("RESTORED", "MEDIUM", "電話での受付を再開しました", NOON, null, null, null),
                information("長".repeat(120)),
                information("W".repeat(120)),
                information("一行目\n\n三行目   " + "あいうえお。".repeat(18)));
    }

    static PublicNotice withBanks(PublicNotice notice, String banks) {
        return new PublicNotice(
                notice.ref(),
                notice.kind(),
                notice.severity(),
                List.of("BORROWING", "INSTANT_TRANSFER"),
                notice.title(),
                notice.body(),
                notice.titleEn(),
                notice.bodyEn(),
                notice.affectedFrom(),
                notice.affectedTo(),
                notice.shownFrom(),
                notice.shownUntil(),
                notice.updatedAt(),
                notice.updates(),
                banks);
    }
}
