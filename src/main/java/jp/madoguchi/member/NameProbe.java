package jp.madoguchi.member;

import static jp.madoguchi.db.madoguchi.Routines.foldKanaV1;
import static jp.madoguchi.db.madoguchi.Routines.foldNameV1;
import static jp.madoguchi.db.madoguchi.Routines.foldRomajiV1;
import static jp.madoguchi.db.madoguchi.Routines.foldSoundV1;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * A name as conditions on its keys. What was typed is folded once by the functions that made the keys; prefixes are ranges,
 * so that a prepared statement keeps its index condition (PERFORMANCE §4.4).
 */
final class NameProbe {

    /** Behind every text that begins with the same letters: the last code point of all. */
    private static final String END = new String(Character.toChars(Character.MAX_CODE_POINT));

    private static final List<Field<String>> WRITTEN = List.of(MEMBER_NAME.NAME_KEY, MEMBER_NAME.NAME_KEY_REVERSED);
    private static final List<Field<String>> KANA = List.of(MEMBER_NAME.KANA_KEY, MEMBER_NAME.KANA_KEY_REVERSED);
    private static final List<Field<String>> SOUND = List.of(MEMBER_NAME.SOUND_KEY, MEMBER_NAME.SOUND_KEY_REVERSED);

    /** Ends of a word in letters with what is sure of them: sh may become si or sya. */
    private static final Map<String, String> UNFINISHED =
            Map.of("sh$", "s", "(t?ch|ts|c+)$", "t", "j$", "z", "f$", "h", "(?<=[a-z])[hm]$", "");

    private static final Pattern LONG_END = Pattern.compile("(?<=[oOｏＯ])[hHｈＨ](?=\\s)");

    /** Folded text; null where nothing was typed that way. */
    private final @Nullable String written;

    private final @Nullable String kana;
    private final @Nullable String sound;
    private final @Nullable String wholeSound;
    private final @Nullable String romaji;
    private final boolean isMixed;
    private final @Nullable NameProbe heardInPart;

    private NameProbe(DSLContext db, SearchKey.Name name) {
        var letters = name.written() != null ? name.written() : name.kana() == null ? name.latin() : null;
        var heard = longEnds(name.heard());
        isMixed = name.written() != null && heard != null;
        var folded = db.select(
                        foldNameV1(val(letters)),
                        foldKanaV1(val(name.latin() == null ? name.kana() : null)),
                        foldSoundV1(val(soFar(heard))),
                        foldSoundV1(val(heard)),
                        foldRomajiV1(val(longEnds(name.latin()))))
                .fetchSingle();
        written = folded.value1();
        kana = folded.value2();
        sound = folded.value3();
        wholeSound = folded.value4();
        romaji = folded.value5();
        heardInPart = name.asHeardInPart().map(part -> new NameProbe(db, part)).orElse(null);
    }

    static NameProbe of(DSLContext db, SearchKey.Name name) {
        return new NameProbe(db, name);
    }

    /** Itoh: at the end of a word the h is a long vowel, whatever follows the blank. */
    private static @Nullable String longEnds(@Nullable String typed) {
        return typed == null ? null : LONG_END.matcher(typed).replaceAll("o");
    }

    /** What was typed so far, without letters that may yet become another syllable. */
    private static @Nullable String soFar(@Nullable String typed) {
        if (typed == null) {
            return null;
        }
        var text = Normalizer.normalize(typed, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        for (var unfinished : UNFINISHED.entrySet()) {
            text = text.replaceFirst(unfinished.getKey(), unfinished.getValue());
        }
        return text;
    }

    /** One select for each index that leads to the name; each cut off at a number of rows where one is given. */
    List<Way> ways(Condition birth, @Nullable Integer limit) {
        var ways = new ArrayList<Way>();
        if (isMixed) {
            mixed().forEach(condition -> ways.add(way(Way.WHOLE, condition.and(birth), null, limit)));
            return ways;
        }
        Stream.of(wholes(), wholeSounds())
                .flatMap(List::stream)
                .forEach(condition -> ways.add(way(Way.WHOLE, condition.and(birth), null, limit)));
        beginnings(Way.BEGINNING, WRITTEN, written, birth, limit, ways);
        beginnings(Way.BEGINNING, KANA, kana, birth, limit, ways);
        beginnings(romaji == null ? Way.ALIKE : Way.BEGINNING, SOUND, sound, birth, limit, ways);
        if (heardInPart != null) {
            heardInPart.mixed().forEach(condition -> ways.add(way(Way.BEGINNING, condition.and(birth), null, limit)));
        }
        return ways;
    }

    /** Conditions of a whole name, or a whole part of one, letter by letter; each for an index of its own. */
    private List<Condition> wholes() {
        return Stream.concat(
                        equal(
                                written,
                                MEMBER_NAME.FAMILY_KEY,
                                MEMBER_NAME.GIVEN_KEY,
                                MEMBER_NAME.NAME_KEY,
                                MEMBER_NAME.NAME_KEY_REVERSED),
                        equal(kana, MEMBER_NAME.FAMILY_KANA_KEY, MEMBER_NAME.KANA_KEY, MEMBER_NAME.KANA_KEY_REVERSED))
                .toList();
    }

    /** The same for a name that was given in letters, which do not tell long vowels. */
    private List<Condition> wholeSounds() {
        return equal(
                        romaji == null ? null : wholeSound,
                        MEMBER_NAME.FAMILY_SOUND_KEY,
                        MEMBER_NAME.SOUND_KEY,
                        MEMBER_NAME.SOUND_KEY_REVERSED)
                .toList();
    }

    @SafeVarargs
    private static Stream<Condition> equal(@Nullable String key, Field<String>... columns) {
        return key == null ? Stream.empty() : Stream.of(columns).map(column -> column.eq(key));
    }

    private static void beginnings(
            int tier,
            List<Field<String>> columns,
            @Nullable String key,
            Condition birth,
            @Nullable Integer limit,
            List<Way> ways) {
        if (key != null) {
            columns.forEach(column -> ways.add(way(tier, startsWith(column, key).and(birth), column, limit)));
        }
    }

    /** One part as written, the other as heard; or the whole name both ways. */
    private List<Condition> mixed() {
        return List.of(
                MEMBER_NAME.FAMILY_KEY.eq(written).and(startsWith(MEMBER_NAME.SOUND_KEY_REVERSED, sound)),
                MEMBER_NAME.GIVEN_KEY.eq(written).and(startsWith(MEMBER_NAME.SOUND_KEY, sound)),
                MEMBER_NAME.NAME_KEY.eq(written).and(begins(SOUND, sound)),
                MEMBER_NAME.NAME_KEY_REVERSED.eq(written).and(begins(SOUND, sound)));
    }

    /** Cut off in the order of the index, so that no plan reads the table instead. */
    private static Way way(int tier, Condition condition, @Nullable Field<String> order, @Nullable Integer limit) {
        var names = select(MEMBER_NAME.MEMBER_NO).from(MEMBER_NAME).where(condition);
        if (limit == null) {
            return new Way(tier, names);
        }
        return new Way(
                tier,
                order == null
                        ? names.limit(inline(limit))
                        : names.orderBy(order, MEMBER_NAME.BIRTH_DATE, MEMBER_NAME.MEMBER_NO)
                                .limit(inline(limit)));
    }

    /** Rows of member_name that the name fits, well or less well. */
    Condition fits() {
        var fits = isMixed ? or(mixed()) : or(begins(WRITTEN, written), begins(KANA, kana), begins(SOUND, sound));
        return heardInPart == null ? fits : fits.or(heardInPart.fits());
    }

    /** How well: one of the constants of {@link Probe}. */
    Field<Integer> fit() {
        return when(MEMBER_NAME.VALID_TO.isNotNull(), inline(Probe.FORMER))
                .when(MEMBER_NAME.KIND.eq("ALIAS"), inline(Probe.ALIAS))
                .when(whole(), inline(Probe.EXACT))
                .when(beginning(), inline(Probe.BEGINNING))
                .otherwise(inline(Probe.ALIKE));
    }

    private Condition whole() {
        if (isMixed) {
            return or(mixed());
        }
        var readAsTyped = romaji == null
                ? falseCondition()
                : val(romaji)
                        .in(
                                foldRomajiV1(MEMBER_NAME.FAMILY_KANA),
                                foldRomajiV1(MEMBER_NAME.FAMILY_KANA.concat(MEMBER_NAME.GIVEN_KANA)),
                                foldRomajiV1(MEMBER_NAME.GIVEN_KANA.concat(MEMBER_NAME.FAMILY_KANA)));
        return or(wholes()).or(readAsTyped);
    }

    private Condition beginning() {
        return romaji == null ? or(begins(WRITTEN, written), begins(KANA, kana)) : fits();
    }

    private static Condition begins(List<Field<String>> columns, @Nullable String key) {
        return key == null
                ? falseCondition()
                : or(columns.stream().map(column -> startsWith(column, key)).toList());
    }

    private static Condition startsWith(Field<String> column, @Nullable String beginning) {
        return column.ge(beginning).and(column.lt(beginning + END));
    }
}
