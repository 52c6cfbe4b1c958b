package jp.madoguchi.publicnotice;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import jp.madoguchi.publicnotice.PublicNotice.Phase;
import org.jspecify.annotations.Nullable;

/** Writes the page in one language: complete by itself, readable without script, on any width and on paper. */
final class NoticePage {

    /** Only of these it is said whether they are coming, in force or over. */
    private static final Set<String> STOPPAGES = Set.of("OUTAGE", "MAINTENANCE");

    private final Markup html = new Markup();
    private final Language language;
    private final Instant now;

    /**
     * @param notices that are shown now, in the order of the page
     * @param asOf when they were read, where that has to be said
     */
    static byte[] write(
            Language language, String company, List<PublicNotice> notices, Instant now, @Nullable Instant asOf) {
        return new NoticePage(language, now).page(company, notices, asOf);
    }

    private NoticePage(Language language, Instant now) {
        this.language = language;
        this.now = now;
    }

    private byte[] page(String company, List<PublicNotice> notices, @Nullable Instant asOf) {
        var title = language.t("public-notice.title");
        html.open("html", "lang", language.tag())
                .open("head")
                .empty("meta", "charset", "utf-8")
                .element("title", title + " | " + company)
                .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                // Without it browsers ask for a picture.
                .empty("link", "rel", "icon", "href", "data:,")
                .style(StyleSheet.TEXT)
                .close()
                .open("body")
                .open("header")
                .element("p", company, "class", "company", "lang", Language.JAPANESE.tag())
                .element("h1", title);
        var other = language.other();
        html.element(
                        "a",
                        other.t("public-notice.language"),
                        "href",
                        "?lang=" + other.tag(),
                        "lang",
                        other.tag(),
                        "hreflang",
                        other.tag())
                .close()
                .open("main");
        if (asOf != null) {
            html.element("p", language.t("public-notice.as-of", language.moment(asOf)), "class", "as-of");
        }
        if (notices.isEmpty()) {
            html.element("p", language.t("public-notice.none"), "class", "none");
        }
        notices.forEach(this::notice);
        return html.close()
                .open("footer")
                .element("p", language.t("public-notice.zone"))
                .close()
                .close()
                .close()
                .bytes();
    }

    private void notice(PublicNotice notice) {
        var phase = STOPPAGES.contains(notice.kind()) ? notice.phaseAt(now) : null;
        html.open(
                        "article",
                        "id",
                        "n-" + notice.ref(),
                        "class",
                        notice.kind().toLowerCase(Locale.ROOT) + (phase == Phase.OVER ? " over" : ""))
                .open("p", "class", "kind")
                .element("b", language.code("kind", notice.kind()));
        if (notice.severity().equals("HIGH")) {
            html.element("b", language.t("public-notice.grave"), "class", "grave");
        }
        if (phase != null) {
            html.element("span", language.code("phase", phase.name()));
        }
        html.close();
        words("h2", notice.title(), notice.titleEn());
        affected(notice);
        words("p", notice.body(), notice.bodyEn());
        updates(notice.updates());
        posted(notice);
        html.close();
    }

    private void affected(PublicNotice notice) {
        if (notice.services().isEmpty() && notice.affectedFrom() == null) {
            return;
        }
        html.open("dl");
        if (!notice.services().isEmpty()) {
            html.element("dt", language.t("public-notice.services"))
                    .element(
                            "dd",
                            notice.services().stream()
                                    .map(service -> service(service, notice.banks()))
                                    .collect(Collectors.joining(language.t("public-notice.comma"))));
        }
        if (notice.affectedFrom() != null) {
            var from = language.moment(notice.affectedFrom());
            html.element("dt", language.t("public-notice.affected"))
                    .element(
                            "dd",
                            notice.affectedTo() == null
                                    ? language.t("public-notice.open", from)
                                    : language.t("public-notice.span", from, language.moment(notice.affectedTo())));
        }
        html.close();
    }

    private String service(String service, @Nullable String banks) {
        var words = language.code("service", service);
        return banks != null && service.equals("INSTANT_TRANSFER")
                ? language.t("public-notice.banks", words, banks)
                : words;
    }

    private void updates(List<NoticeUpdate> updates) {
        if (updates.isEmpty()) {
            return;
        }
        html.element("h3", language.t("public-notice.updates")).open("ol");
        for (var update : updates.reversed()) {
            html.open("li")
                    .element(
                            "p",
                            language.moment(update.at()) + " " + language.code("update", update.kind()),
                            "class",
                            "step");
            words("p", update.text(), update.textEn());
            html.close();
        }
        html.close();
    }

    private void posted(PublicNotice notice) {
        var posted = language.t("public-notice.posted", language.moment(notice.shownFrom()));
        var updated = notice.updatedAt().isAfter(notice.shownFrom())
                ? " " + language.t("public-notice.updated", language.moment(notice.updatedAt()))
                : "";
        html.element("p", posted + updated, "class", "posted");
    }

    /** What somebody wrote, in English where there is any and it is asked for. */
    private void words(String element, String japanese, @Nullable String english) {
        if (language == Language.ENGLISH && english != null) {
            words(element, english, Language.ENGLISH);
        } else {
            words(element, japanese, Language.JAPANESE);
        }
    }

    private void words(String element, String words, Language written) {
        html.element(element, words, "class", "words", "lang", written.tag());
    }
}
