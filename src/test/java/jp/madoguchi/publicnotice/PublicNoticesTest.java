package jp.madoguchi.publicnotice;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.ConsoleTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the database shows to the world. */
class PublicNoticesTest extends ConsoleTest {

    private static final Instant BEGIN = Instant.parse("2031-05-01T00:00:00Z");

    @Autowired
    PublicNotices notices;

    @Test
    void what_is_shown_now_and_what_comes_is_read_with_all_its_words() {
        var now = notices.read().readAt();
        var shown = post(now.minusSeconds(60), null, null);
        var coming = post(now.plusSeconds(3600), now.plusSeconds(7200), null);
        var gone = post(now.minusSeconds(60), now.minusSeconds(1), null);

        var facts = notices.read();

        assertThat(facts.company()).isNotBlank();
        assertThat(facts.notices())
                .extracting(PublicNotice::ref)
                .contains(shown, coming)
                .doesNotContain(gone);
        var read = facts.notices().stream()
                .filter(notice -> notice.ref().equals(coming))
                .findFirst()
                .orElseThrow();
        assertThat(read.services()).containsExactly("APP", "ATM");
        assertThat(read.title()).isEqualTo("試験");
        assertThat(read.bodyEn()).isEqualTo("Only a test");
        assertThat(read.shownUntil()).isEqualTo(now.plusSeconds(7200));
        assertThat(read.updates()).isEmpty();
        superuser().execute("update madoguchi.notice set withdrawn_at = clock_timestamp() where title = '試験'");
        assertThat(notices.read().notices()).extracting(PublicNotice::ref).doesNotContain(shown, coming);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // shown until, withdrawn at, asked about, visible: all in seconds from the beginning
                "60, -, -1, false",
                "60, -, 0, true",
                "60, -, 59, true",
                "60, -, 60, false",
                "-, -, 100000, true",
                "-, 30, 29, true",
                "-, 30, 30, false",
                "60, 30, 30, false",
                "60, 90, 59, true",
                "60, 90, 60, false",
                "-, 0, 0, false",
                "-, -5, 10, false",
            })
    void the_member_site_sees_a_notice_from_its_first_moment_to_its_last(
            @Nullable Integer until, @Nullable Integer withdrawn, int asked, boolean visible) {
        var ref = post(BEGIN, from(until), from(withdrawn));

        assertThat(memberSite()
                        .fetch(
                                "select ref from member_site.current_notices(?)",
                                Timestamp.from(BEGIN.plusSeconds(asked)))
                        .getValues(0)
                        .contains(ref))
                .isEqualTo(visible);
    }

    private static @Nullable Instant from(@Nullable Integer seconds) {
        return seconds == null ? null : BEGIN.plusSeconds(seconds);
    }

    private UUID post(Instant from, @Nullable Instant until, @Nullable Instant withdrawn) {
        var ref = UUID.randomUUID();
        superuser().execute("""
                insert into madoguchi.notice (ref, kind, severity, title, body, title_en, body_en, shown_from, shown_until, withdrawn_at)
                values (?, 'INFORMATION', 'LOW', '試験', '試験です', 'Test', 'Only a test', ?, ?, ?)""", ref, Timestamp.from(from), time(until), time(withdrawn));
        for (var service : List.of("ATM", "APP")) {
            superuser()
                    .execute(
                            "insert into madoguchi.notice_service (notice_id, service) select id, ? from madoguchi.notice where ref = ?",
                            service,
                            ref);
        }
        return ref;
    }

    private static @Nullable Timestamp time(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
