package jp.madoguchi.login;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.identity.DocumentRule;
import jp.madoguchi.ui.Texts;

/** Facts as they are spoken, always in Japanese. */
final class SpokenWords {

    /** So many documents are named when one sentence has to do. */
    private static final int NAMED = 2;

    private SpokenWords() {}

    static String moment(Instant at) {
        return format("M月d日H時mm分", at.atZone(Tokyo.ZONE));
    }

    static String day(LocalDate day) {
        return format("uuuu年M月d日", day);
    }

    static String weekday(LocalDate day) {
        return format("M月d日(E)", day);
    }

    static String month(LocalDate day) {
        return format("uuuu年M月", day);
    }

    /** 15時, 15時30分. */
    static String hour(LocalTime time) {
        return format(time.getMinute() == 0 ? "H時" : "H時mm分", time);
    }

    private static String format(String pattern, TemporalAccessor time) {
        return DateTimeFormatter.ofPattern(pattern, Locale.JAPAN).format(time);
    }

    /** 会員ページ、アプリ、ATM: what the lock stops. */
    static String stopped(Lock lock) {
        return Stream.of(
                        lock.stopsMemberPage() ? "MEMBER_PAGE" : "",
                        lock.stopsApp() ? "APP" : "",
                        lock.stopsAtm() ? "ATM" : "")
                .filter(channel -> !channel.isEmpty())
                .map(channel -> label("login_attempt", "channel", channel))
                .collect(Collectors.joining("、"));
    }

    /** The first documents that do alone. */
    static String documents(List<DocumentRule> documents, SentenceBook sentences) {
        var names = documents.stream()
                .filter(rule -> !rule.needsSecond())
                .limit(NAMED)
                .map(rule -> label("document_rule", "kind", rule.kind().name()))
                .collect(Collectors.joining("、"));
        return sentences.say(Sentence.DOCUMENTS, Map.of("names", names));
    }

    private static String label(String table, String column, String code) {
        return Texts.inJapanese(Message.of("code." + table + "." + column + "." + code));
    }
}
