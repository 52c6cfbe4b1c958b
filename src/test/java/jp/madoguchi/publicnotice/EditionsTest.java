package jp.madoguchi.publicnotice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static jp.madoguchi.publicnotice.Samples.NOON;
import static jp.madoguchi.publicnotice.Samples.facts;
import static jp.madoguchi.publicnotice.Samples.inEnglish;
import static jp.madoguchi.publicnotice.Samples.information;
import static jp.madoguchi.publicnotice.Samples.notice;
import static jp.madoguchi.publicnotice.Samples.outage;
import static jp.madoguchi.publicnotice.Samples.readAt;
import static jp.madoguchi.publicnotice.Samples.updated;
import static jp.madoguchi.publicnotice.Samples.withBanks;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.xml.parsers.DocumentBuilderFactory;
import jp.madoguchi.core.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

/** What stands in an edition, and from when until when. */
class EditionsTest {

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOON);
    private final Editions editions = new Editions(clock::get);

    @Test
    void nothing_is_handed_out_before_the_first_facts() {
        assertThat(editions.current()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "-1, false, false, false",
        "0, true, false, false",
        "599, true, false, false",
        "600, true, true, false",
        "1199, true, true, false",
        "1200, true, false, true",
        "1799, true, false, true",
        "1800, false, false, false",
    })
    void a_notice_comes_takes_effect_ends_and_goes_to_the_second(
            int seconds, boolean shown, boolean inForce, boolean over) {
        clock.set(NOON.minusSeconds(60));
        editions.take(readAt(
                clock.get(),
                notice(
                        "OUTAGE",
                        "HIGH",
                        "ATMの障害",
                        NOON,
                        NOON.plusSeconds(1800),
                        NOON.plusSeconds(600),
                        NOON.plusSeconds(1200))));

        clock.set(NOON.plusSeconds(seconds));

        assertThat(html().contains("ATMの障害")).isEqualTo(shown);
        assertThat(html().contains("現在続いています")).isEqualTo(inForce);
        assertThat(html().contains("<span>終了</span>")).isEqualTo(over);
        assertThat(feed().contains("ATMの障害")).isEqualTo(shown);
    }

    @Test
    void an_edition_ends_at_the_next_moment_at_which_anything_changes() {
        editions.take(facts(
                notice("OUTAGE", "HIGH", "一", NOON, NOON.plusSeconds(20), null, null),
                notice("OUTAGE", "HIGH", "二", NOON.plusSeconds(10), null, null, null)));

        assertThat(current().until()).isEqualTo(NOON.plusSeconds(10));
        clock.set(NOON.plusSeconds(10));
        assertThat(current().until()).isEqualTo(NOON.plusSeconds(20));
        clock.set(NOON.plusSeconds(20));
        assertThat(current().until()).isEqualTo(NOON.plusSeconds(30));
        clock.set(NOON.plusSeconds(30));
        assertThat(current().until()).isEqualTo(Instant.MAX);
    }

    @Test
    void from_thirty_seconds_on_readers_are_told_how_old_it_is() {
        editions.take(facts(outage("ATMの障害")));

        clock.set(NOON.plusSeconds(30).minusNanos(1));
        assertThat(html()).doesNotContain("現在の情報です");
        assertThat(feed()).contains("\"asOf\":null");
        clock.set(NOON.plusSeconds(30));
        assertThat(html()).contains("2026年3月10日(火) 12:00 現在の情報です").contains("ATMの障害");
        assertThat(feed()).contains("\"asOf\":\"2026-03-10T03:00:00Z\"");
        editions.take(readAt(NOON.plusSeconds(31), outage("ATMの障害")));
        assertThat(html()).doesNotContain("現在の情報です");
    }

    @Test
    void what_did_not_change_keeps_its_tag_and_its_age() {
        var outage = outage("ATMの障害");
        editions.take(facts(outage));
        var first = current();

        clock.set(NOON.plusSeconds(3));
        editions.take(readAt(NOON.plusSeconds(3), outage));
        assertThat(current().japanese()).isSameAs(first.japanese());
        assertThat(current().feed()).isSameAs(first.feed());

        editions.take(readAt(NOON.plusSeconds(3), inEnglish(outage, "ATMs are down", "No ATM works.")));
        assertThat(current().japanese()).isSameAs(first.japanese());
        var changed = current().english().answer(false);
        assertThat(changed.tag()).isNotEqualTo(first.english().answer(false).tag());
        assertThat(changed.changedAt()).isEqualTo(NOON.plusSeconds(3));
    }

    @Test
    void what_is_in_force_comes_first_then_by_severity_then_the_latest() {
        editions.take(facts(
                notice("INFORMATION", "LOW", "四番目", NOON.minusSeconds(60), null, null, null),
                notice("INFORMATION", "LOW", "三番目", NOON, null, null, null),
                notice("MAINTENANCE", "HIGH", "二番目", NOON, null, NOON.plusSeconds(60), null),
                notice("OUTAGE", "LOW", "一番目", NOON.minusSeconds(90), null, NOON, null)));

        assertThat(html()).containsSubsequence("一番目", "二番目", "三番目", "四番目");
        assertThat(feed()).containsSubsequence("一番目", "二番目", "三番目", "四番目");
    }

    @Test
    void readers_of_English_get_English_where_there_is_any() {
        editions.take(facts(inEnglish(outage("ATMの障害"), "ATMs are down", "No ATM works."), information("店舗のご案内")));

        assertThat(html(Language.ENGLISH))
                .contains("<html lang=\"en\">", "lang=\"en\">ATMs are down", "No ATM works.", "Outage", "Going on now")
                .contains("ATM, Repayment", "Tue 10 Mar 2026 12:00 until further notice")
                .contains("lang=\"ja\">店舗のご案内")
                .doesNotContain("ATMの障害");
        assertThat(html()).contains("<html lang=\"ja\">", "ATMの障害", "ATM、返済").doesNotContain("No ATM works.");
    }

    @Test
    void the_timeline_shows_the_latest_step_first() {
        editions.take(facts(updated(
                outage("ATMの障害"),
                new NoticeUpdate(NOON.plusSeconds(60), "INVESTIGATING", "調べています。", "We are looking into it."),
                new NoticeUpdate(NOON.plusSeconds(120), "RESTORED", "動きました。", null))));

        assertThat(html()).containsSubsequence("復旧しました", "動きました。", "調査中", "調べています。", "更新 2026年3月10日(火) 12:02");
        assertThat(html(Language.ENGLISH)).contains("We are looking into it.", "lang=\"ja\">動きました。");
    }

    @Test
    void a_timeline_is_read_as_the_database_writes_it() {
        var update = Json.read(
                "[{\"at\": \"2026-03-10T12:01:00.123456+09:00\", \"kind\": \"RESTORED\", \"text\": \"動きました。\", \"textEn\": null}]",
                NoticeUpdate[].class)[0];

        assertThat(update)
                .isEqualTo(new NoticeUpdate(Instant.parse("2026-03-10T03:01:00.123456Z"), "RESTORED", "動きました。", null));
    }

    @Test
    void no_text_becomes_markup() throws Exception {
        var hostile = "</h2><script>alert(1)</script><img src=x onerror='a'>\"&amp;]]>\r\n--><!-- \u202e{0}";
        editions.take(facts(updated(
                withBanks(inEnglish(outage(hostile), hostile, hostile), hostile),
                new NoticeUpdate(NOON, hostile, hostile, hostile))));

        for (var language : Language.values()) {
            var page = html(language);
            assertThat(page).doesNotContain("<script", "<img", "<!--", "\r");
            var document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(
                            page.replaceFirst("<!DOCTYPE html>", "").replaceAll("<(meta|link)[^>]*>", ""))));
            assertThat(document.getElementsByTagName("h2").item(0).getTextContent())
                    .isEqualTo(hostile);
            assertThat(document.getElementsByTagName("dd").item(0).getTextContent())
                    .contains("(" + hostile + ")");
        }
    }

    @Test
    void without_notices_it_says_so() {
        editions.take(facts());

        assertThat(html()).contains("現在、お知らせはありません。");
        assertThat(feed()).isEqualTo("{\"asOf\":null,\"notices\":[]}");
    }

    private Edition current() {
        return Objects.requireNonNull(editions.current());
    }

    private String html() {
        return html(Language.JAPANESE);
    }

    private String html(Language language) {
        return text(current().page(language));
    }

    private String feed() {
        return text(current().feed());
    }

    private static String text(Resource resource) {
        return UTF_8.decode(resource.answer(false).body().slice()).toString();
    }
}
