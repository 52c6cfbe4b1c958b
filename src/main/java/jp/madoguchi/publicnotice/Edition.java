package jp.madoguchi.publicnotice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import jp.madoguchi.core.Json;
import jp.madoguchi.publicnotice.PublicNotice.Phase;
import org.jspecify.annotations.Nullable;

/**
 * All that is handed out from one moment until the next at which anything changes for readers.
 *
 * @param until exclusive
 */
record Edition(Resource japanese, Resource english, Resource feed, Instant until) {

    /** From this age on readers are told how old the facts are. */
    static final Duration FRESH = Duration.ofSeconds(30);

    private static final List<String> SEVERITIES = List.of("HIGH", "MEDIUM", "LOW");

    /** What is in force comes first, then by severity, then the latest first. */
    static Comparator<PublicNotice> order(Instant now) {
        return Comparator.comparing((PublicNotice notice) -> notice.phaseAt(now) != Phase.NOW)
                .thenComparing(notice -> SEVERITIES.indexOf(notice.severity()))
                .thenComparing(PublicNotice::shownFrom, Comparator.reverseOrder())
                .thenComparing(PublicNotice::ref);
    }

    /** @param before the edition until now: what did not change is taken over from it */
    static Edition of(Facts facts, Instant now, @Nullable Edition before) {
        var notices = facts.notices().stream()
                .filter(notice -> notice.isShownAt(now))
                .sorted(order(now))
                .toList();
        var staleFrom = facts.readAt().plus(FRESH);
        var asOf = now.isBefore(staleFrom) ? null : facts.readAt();
        return new Edition(
                page(Language.JAPANESE, facts, notices, now, asOf, before == null ? null : before.japanese),
                page(Language.ENGLISH, facts, notices, now, asOf, before == null ? null : before.english),
                Resource.of(
                        before == null ? null : before.feed,
                        Json.write(new NoticeFeed(asOf, notices)).getBytes(UTF_8),
                        now,
                        "application/json",
                        null,
                        "Accept-Encoding"),
                Stream.concat(Stream.of(staleFrom), facts.notices().stream().flatMap(PublicNotice::boundaries))
                        .filter(now::isBefore)
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.MAX));
    }

    Resource page(Language language) {
        return language == Language.JAPANESE ? japanese : english;
    }

    private static Resource page(
            Language language,
            Facts facts,
            List<PublicNotice> notices,
            Instant now,
            @Nullable Instant asOf,
            @Nullable Resource before) {
        return Resource.of(
                before,
                NoticePage.write(language, facts.company(), notices, now, asOf),
                now,
                "text/html;charset=utf-8",
                language,
                "Accept-Language, Accept-Encoding");
    }
}
