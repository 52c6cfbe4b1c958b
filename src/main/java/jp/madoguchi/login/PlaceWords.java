package jp.madoguchi.login;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.identity.DocumentRule;
import jp.madoguchi.ui.Formats;

/** Times, places and documents in words that can be read out. */
final class PlaceWords {

    /** So many documents are named when one sentence has to do. */
    private static final int NAMED = 2;

    private PlaceWords() {}

    /** 15時, 15時30分. */
    static String hour(LocalTime time) {
        return time.getMinute() == 0
                ? t("login.words.hour", time.getHour())
                : t("login.words.hour-minute", time.getHour(), "%02d".formatted(time.getMinute()));
    }

    /** 10月3日15時05分. */
    static String dayAndHour(Instant at) {
        var local = at.atZone(Tokyo.ZONE);
        return t(
                "login.words.day-and-hour",
                local.getMonthValue(),
                local.getDayOfMonth(),
                t("login.words.hour-minute", local.getHour(), "%02d".formatted(local.getMinute())));
    }

    static String hours(NearPlace place) {
        return switch (place.today()) {
            case NearPlace.Today.OpenUntil(var closes) -> t("login.places.open-until", Formats.time(closes));
            case NearPlace.Today.OpensAt(var opens, var closes) ->
                t("login.places.opens-at", Formats.time(opens), Formats.time(closes));
            case NearPlace.Today.Over() -> t("login.places.over") + next(place);
            case NearPlace.Today.Closed() -> t("login.places.closed") + next(place);
        };
    }

    private static String next(NearPlace place) {
        var next = place.next();
        if (next == null) {
            return "";
        }
        var time = Formats.time(next.opens());
        return next.tomorrow()
                ? t("login.places.tomorrow", time)
                : t(
                        "login.places.next",
                        next.day().getMonthValue(),
                        next.day().getDayOfMonth(),
                        t("login.weekday." + next.day().getDayOfWeek()),
                        time);
    }

    static String documents(List<DocumentRule> documents) {
        return documents.stream().map(PlaceWords::document).collect(Collectors.joining(t("login.words.and")));
    }

    private static String document(DocumentRule rule) {
        var name = code("document_rule", "kind", rule.kind().name());
        if (rule.issuedAfter() != null) {
            return t("login.places.issued-after", name, Formats.date(rule.issuedAfter()));
        }
        if (rule.issuedBefore() != null) {
            return t("login.places.issued-before", name, Formats.date(rule.issuedBefore()));
        }
        return rule.maxAgeMonths() == null ? name : t("login.places.max-age", name, rule.maxAgeMonths());
    }

    /** The first ones that do alone, for a sentence on the phone. */
    static String documentsInShort(List<DocumentRule> documents) {
        var named = documents.stream()
                .filter(rule -> !rule.needsSecond())
                .limit(NAMED)
                .map(rule -> code("document_rule", "kind", rule.kind().name()))
                .collect(Collectors.joining(t("login.words.and")));
        return named.isEmpty() ? t("login.words.document") : t("login.words.such-documents", named);
    }
}
