package jp.madoguchi.login;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import java.util.List;
import java.util.stream.Collectors;
import jp.madoguchi.identity.DocumentRule;
import jp.madoguchi.ui.Formats;

/** Times, places and documents in words of the screen. */
public final class PlaceWords {

    private PlaceWords() {}

    /** Its hours of today, and when it opens next when today is over. */
    public static String hours(NearPlace place) {
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
}
