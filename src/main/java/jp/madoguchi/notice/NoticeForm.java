package jp.madoguchi.notice;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.MyNumber;
import jp.madoguchi.notice.NoticeRefused.Why;
import org.jspecify.annotations.Nullable;

/**
 * All that is typed for a notice. Three clocks: when members see it, and when the services are affected.
 *
 * @param banks with which banks instant transfers are affected, up to 200 characters; null = with all
 * @param title required, up to 120 characters
 * @param body required, up to 2,000
 * @param toSay the sentence for agents, up to 500; null = none
 * @param titleEn null = readers of English get the Japanese one
 * @param affectedFrom null = nothing is affected; required of outages and maintenance
 * @param affectedTo exclusive; null = until further notice
 * @param shownFrom at the earliest when it is published
 * @param shownUntil exclusive; null = until it is withdrawn
 */
public record NoticeForm(
        NoticeKind kind,
        NoticeSeverity severity,
        List<AffectedService> services,
        @Nullable String banks,
        @Nullable String title,
        @Nullable String body,
        @Nullable String toSay,
        @Nullable String titleEn,
        @Nullable String bodyEn,
        @Nullable Instant affectedFrom,
        @Nullable Instant affectedTo,
        @Nullable Instant shownFrom,
        @Nullable Instant shownUntil) {

    public static final int BANKS = 200;
    public static final int TITLE = 120;
    public static final int BODY = 2000;
    public static final int TO_SAY = 500;

    /** A page that nothing was typed on yet. */
    static NoticeForm empty() {
        return new NoticeForm(
                NoticeKind.OUTAGE,
                NoticeSeverity.HIGH,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** A new page: what cannot wait is affected and seen from now on. */
    static NoticeForm begun(Instant now) {
        var minute = now.truncatedTo(ChronoUnit.MINUTES);
        return new NoticeForm(
                NoticeKind.OUTAGE,
                NoticeSeverity.HIGH,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                minute,
                null,
                minute,
                null);
    }

    /** @throws jp.madoguchi.core.BadText for words that are not kept */
    NoticeForm cleaned() {
        return new NoticeForm(
                kind,
                severity,
                services.stream().distinct().sorted().toList(),
                services.contains(AffectedService.INSTANT_TRANSFER) ? FreeText.clean(banks, BANKS) : null,
                FreeText.clean(title, TITLE),
                FreeText.clean(body, BODY),
                FreeText.clean(toSay, TO_SAY),
                FreeText.clean(titleEn, TITLE),
                FreeText.clean(bodyEn, BODY),
                affectedFrom,
                affectedTo,
                shownFrom,
                shownUntil);
    }

    /** As a draft may be kept. */
    NoticeForm withoutMyNumbers() {
        return new NoticeForm(
                kind,
                severity,
                services,
                without(banks),
                without(title),
                without(body),
                without(toSay),
                without(titleEn),
                without(bodyEn),
                affectedFrom,
                affectedTo,
                shownFrom,
                shownUntil);
    }

    private static @Nullable String without(@Nullable String words) {
        return words == null ? null : MyNumber.without(words);
    }

    /** @throws NoticeRefused INCOMPLETE, CLOCKS or PAST_END */
    void require(Instant now, boolean emergency) {
        if (title == null
                || body == null
                || shownFrom == null && !emergency
                || kind.stopsSomething() && (affectedFrom == null || services.isEmpty())) {
            throw new NoticeRefused(Why.INCOMPLETE);
        }
        var seenFrom = emergency || shownFrom == null ? now : shownFrom;
        if (affectedTo != null && (affectedFrom == null || !affectedTo.isAfter(affectedFrom))
                || shownUntil != null && !shownUntil.isAfter(seenFrom)) {
            throw new NoticeRefused(Why.CLOCKS);
        }
        if (shownUntil != null && !shownUntil.isAfter(now)) {
            throw new NoticeRefused(Why.PAST_END);
        }
        if (emergency && kind != NoticeKind.OUTAGE) {
            throw new NoticeRefused(Why.NO_EMERGENCY);
        }
    }
}
