package jp.madoguchi.member;

import static jp.madoguchi.db.madoguchi.Routines.foldKanaV1;
import static jp.madoguchi.db.madoguchi.Routines.foldNameV1;
import static jp.madoguchi.db.madoguchi.Routines.foldSoundV1;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import java.util.ArrayList;
import java.util.List;
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

    /** A single kana is no beginning that anybody could be listed by. */
    private static final int SHORTEST = 2;

    /** Folded text; null where nothing was typed that way. */
    private final @Nullable String written;

    private final @Nullable String kana;
    private final @Nullable String kanaSoFar;
    private final @Nullable String sound;
    private final boolean isMixed;
    private final @Nullable NameProbe heardInPart;

    NameProbe(DSLContext db, SearchKey.Name name) {
        var typed = Typed.of(name);
        isMixed = typed.isMixed();
        var folded = db.select(
                        foldNameV1(val(typed.written())),
                        foldKanaV1(val(typed.heard())),
                        foldKanaV1(val(typed.heardSoFar())),
                        foldSoundV1(val(typed.heardSoFar())))
                .fetchSingle();
        written = folded.value1();
        kana = folded.value2();
        kanaSoFar = longEnough(folded.value3());
        sound = longEnough(folded.value4());
        heardInPart = name.asHeardInPart().map(part -> new NameProbe(db, part)).orElse(null);
    }

    /** Beside what is written a single kana may narrow; alone it would list people. */
    private @Nullable String longEnough(@Nullable String key) {
        return key == null || !isMixed && key.length() < SHORTEST ? null : key;
    }

    /**
     * The parts of a name with letters given their meaning.
     *
     * @param heard in kana, as a whole; null while letters at its end are unfinished
     * @param isMixed whether what is written and what was heard are different parts, or else the same name in two ways
     */
    private record Typed(
            @Nullable String written, @Nullable String heard, @Nullable String heardSoFar, boolean isMixed) {

        static Typed of(SearchKey.Name name) {
            var latin = name.latin();
            if (latin == null) {
                return new Typed(name.written(), name.kana(), name.kana(), name.written() != null && name.kana() != null);
            }
            var reading = Romaji.read(latin).orElse(null);
            if (name.written() == null && name.kana() == null) {
                return reading == null
                        ? new Typed(latin, null, null, false)
                        : new Typed(latin, reading.whole(), reading.soFar(), false);
            }
            if (reading == null) {
                return new Typed(together(name.written(), latin), name.kana(), name.kana(), name.kana() != null);
            }
            var heard = reading.whole() == null ? null : together(name.kana(), reading.whole());
            return new Typed(name.written(), heard, together(name.kana(), reading.soFar()), name.written() != null);
        }

        private static String together(@Nullable String one, String other) {
            return one == null ? other : one + other;
        }
    }

    /** One select for each index that leads to the name; each cut off at a number of rows where one is given. */
    List<Way> ways(Condition birth, @Nullable Integer limit) {
        var ways = new ArrayList<Way>();
        if (isMixed) {
            mixed().forEach(condition -> ways.add(way(Way.WHOLE, condition.and(birth), null, limit)));
            return ways;
        }
        wholes().forEach(condition -> ways.add(way(Way.WHOLE, condition.and(birth), null, limit)));
        beginnings(Way.BEGINNING, WRITTEN, written, birth, limit, ways);
        beginnings(Way.BEGINNING, KANA, kanaSoFar, birth, limit, ways);
        beginnings(Way.ALIKE, SOUND, sound, birth, limit, ways);
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
        var fits = isMixed ? or(mixed()) : or(begins(WRITTEN, written), begins(KANA, kanaSoFar), begins(SOUND, sound));
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
        return or(wholes());
    }

    private Condition beginning() {
        return or(begins(WRITTEN, written), begins(KANA, kanaSoFar));
    }

    private static Condition begins(List<Field<String>> columns, @Nullable String key) {
        return key == null
                ? falseCondition()
                : or(columns.stream().map(column -> startsWith(column, key)).toList());
    }

    private static Condition startsWith(Field<String> column, @Nullable String beginning) {
        return beginning == null ? falseCondition() : column.ge(beginning).and(column.lt(beginning + END));
    }
}
