package jp.madoguchi.member;

import static java.util.Objects.requireNonNull;
import static jp.madoguchi.db.madoguchi.Routines.foldKanaV1;
import static jp.madoguchi.db.madoguchi.Routines.foldNameV1;
import static jp.madoguchi.db.madoguchi.Routines.foldSoundV1;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.sql.KeptStatements;
import jp.madoguchi.sql.KeptStatements.Values;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
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

    /** Compared in the rows that a whole name leads to, never by its index: the planner takes a short beginning for a rare one. */
    private static final Field<String> SOUND_OF_ROW = MEMBER_NAME.SOUND_KEY.concat(inline(""));

    /** A single kana is no beginning that anybody could be listed by. */
    private static final int SHORTEST = 2;

    /** Folded text; null where nothing was typed that way. */
    private final @Nullable Folded written;

    private final @Nullable Folded kana;
    private final @Nullable Folded kanaSoFar;
    private final @Nullable Folded sound;
    private final boolean isMixed;
    private final boolean isAlone;
    private final @Nullable NameProbe heardInPart;

    /**
     * @param alone whether nothing else is known of the person
     * @param values takes what was typed
     */
    NameProbe(KeptStatements statements, SearchKey.Name name, boolean alone, Values values) {
        var typed = Typed.of(name);
        isMixed = typed.isMixed();
        isAlone = alone && !isMixed;
        var folded = fold(statements, typed);
        written = Folded.of(folded.get(0, String.class), values);
        kana = Folded.of(folded.get(1, String.class), values);
        kanaSoFar = Folded.of(longEnough(folded.get(2, String.class)), values);
        sound = Folded.of(longEnough(folded.get(3, String.class)), values);
        heardInPart = name.asHeardInPart()
                .map(part -> new NameProbe(statements, part, alone, values))
                .orElse(null);
    }

    private static Record fold(KeptStatements statements, Typed typed) {
        var values = new Values();
        var written = values.put("written", MEMBER_NAME.NAME_KEY, typed.written());
        var heard = values.put("heard", MEMBER_NAME.NAME_KEY, typed.heard());
        var heardSoFar = values.put("heard_so_far", MEMBER_NAME.NAME_KEY, typed.heardSoFar());
        return statements
                .query(
                        NameProbe.class,
                        () -> select(
                                foldNameV1(written),
                                foldKanaV1(heard),
                                foldKanaV1(heardSoFar),
                                foldSoundV1(heardSoFar)),
                        values)
                .fetchSingle();
    }

    /** Folded text, and the end of the range of all that begin with it. */
    private record Folded(Param<String> text, Param<String> end) {

        static @Nullable Folded of(@Nullable String text, Values values) {
            return text == null
                    ? null
                    : new Folded(
                            values.next(MEMBER_NAME.NAME_KEY, text), values.next(MEMBER_NAME.NAME_KEY, text + END));
        }
    }

    /** What the text of its statements depends on. */
    List<Object> kind() {
        return List.of(
                isMixed,
                isAlone,
                written != null,
                kana != null,
                kanaSoFar != null,
                sound != null,
                heardInPart == null ? List.of() : heardInPart.kind());
    }

    /** Beside what is written, or another key, a single kana narrows; alone it would list people. */
    private @Nullable String longEnough(@Nullable String key) {
        return key == null || isAlone && key.length() < SHORTEST ? null : key;
    }

    /**
     * The parts of a name with letters given their meaning.
     *
     * @param heard in kana, as a whole; null while letters at its end are unfinished
     * @param isMixed whether what is written and what was heard are different parts, or else the same name in two ways
     */
    private record Typed(
            @Nullable String written,
            @Nullable String heard,
            @Nullable String heardSoFar,
            boolean isMixed) {

        static Typed of(SearchKey.Name name) {
            var latin = name.latin();
            if (latin == null) {
                return new Typed(
                        name.written(), name.kana(), name.kana(), name.written() != null && name.kana() != null);
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

    /**
     * One select for each index that leads to the name.
     *
     * @param limit each is cut off at so many rows; null where the birth makes it narrow
     */
    List<Way> ways(Probe.Birth birth, @Nullable Integer limit) {
        var ways = new ArrayList<Way>();
        BiConsumer<Integer, Stream<Lead>> add =
                (tier, leads) -> leads.forEach(lead -> ways.add(new Way(tier, lead.members(birth, limit))));
        if (isMixed) {
            add.accept(Way.WHOLE, mixed());
            return ways;
        }
        add.accept(Way.WHOLE, wholes());
        if (birth == Probe.Birth.UNKNOWN) {
            add.accept(Way.WHOLE, wholeGiven());
        }
        add.accept(Way.BEGINNING, beginnings(WRITTEN, written));
        add.accept(Way.BEGINNING, beginnings(KANA, kanaSoFar));
        add.accept(Way.ALIKE, beginnings(SOUND, sound));
        if (heardInPart != null) {
            add.accept(Way.BEGINNING, heardInPart.mixed());
        }
        return ways;
    }

    /**
     * What one index is asked for.
     *
     * @param order of that index: cut off in it, no plan reads the table instead
     */
    private record Lead(Condition condition, List<Field<?>> order) {

        static Lead by(Field<String> column, Condition condition) {
            return new Lead(condition, List.of(column, MEMBER_NAME.BIRTH_DATE, MEMBER_NAME.MEMBER_NO));
        }

        static Lead by(Field<String> column, Field<String> sound, Condition condition) {
            return new Lead(condition, List.of(column, sound, MEMBER_NAME.MEMBER_NO));
        }

        Select<Record1<MemberNo>> members(Probe.Birth birth, @Nullable Integer limit) {
            var names =
                    select(MEMBER_NAME.MEMBER_NO).from(MEMBER_NAME).where(condition, birth.on(MEMBER_NAME.BIRTH_DATE));
            return limit == null ? names : names.orderBy(order).limit(inline(limit));
        }
    }

    /** A whole name, or a whole family name, letter by letter. */
    private Stream<Lead> wholes() {
        return Stream.concat(
                equal(written, MEMBER_NAME.FAMILY_KEY, MEMBER_NAME.NAME_KEY, MEMBER_NAME.NAME_KEY_REVERSED),
                equal(kana, MEMBER_NAME.FAMILY_KANA_KEY, MEMBER_NAME.KANA_KEY, MEMBER_NAME.KANA_KEY_REVERSED));
    }

    /** A whole given name; beside a birth its beginning is narrow enough. */
    private Stream<Lead> wholeGiven() {
        return written == null
                ? Stream.empty()
                : Stream.of(Lead.by(
                        MEMBER_NAME.GIVEN_KEY, MEMBER_NAME.SOUND_KEY, MEMBER_NAME.GIVEN_KEY.eq(written.text())));
    }

    @SafeVarargs
    private static Stream<Lead> equal(@Nullable Folded key, Field<String>... columns) {
        return key == null ? Stream.empty() : Stream.of(columns).map(column -> Lead.by(column, column.eq(key.text())));
    }

    private static Stream<Lead> beginnings(List<Field<String>> columns, @Nullable Folded key) {
        return key == null ? Stream.empty() : columns.stream().map(column -> Lead.by(column, startsWith(column, key)));
    }

    /** One part as written, the other as heard; or the whole name both ways. */
    private Stream<Lead> mixed() {
        var whole = requireNonNull(written).text();
        return Stream.of(
                Lead.by(
                        MEMBER_NAME.FAMILY_KEY,
                        MEMBER_NAME.SOUND_KEY_REVERSED,
                        MEMBER_NAME.FAMILY_KEY.eq(whole).and(startsWith(MEMBER_NAME.SOUND_KEY_REVERSED, sound))),
                Lead.by(
                        MEMBER_NAME.GIVEN_KEY,
                        MEMBER_NAME.SOUND_KEY,
                        MEMBER_NAME.GIVEN_KEY.eq(whole).and(startsWith(MEMBER_NAME.SOUND_KEY, sound))),
                Lead.by(MEMBER_NAME.NAME_KEY, MEMBER_NAME.NAME_KEY.eq(whole).and(startsWith(SOUND_OF_ROW, sound))),
                Lead.by(
                        MEMBER_NAME.NAME_KEY_REVERSED,
                        MEMBER_NAME.NAME_KEY_REVERSED.eq(whole).and(startsWith(SOUND_OF_ROW, sound))));
    }

    /** Rows of member_name that the name fits, well or less well. */
    Condition fits() {
        var fits =
                isMixed ? anyOf(mixed()) : or(begins(WRITTEN, written), begins(KANA, kanaSoFar), begins(SOUND, sound));
        return heardInPart == null ? fits : fits.or(heardInPart.fits());
    }

    /** How well: one of the constants of {@link Probe}. */
    Field<Integer> fit() {
        return when(MEMBER_NAME.VALID_TO.isNotNull(), inline(Probe.FORMER))
                .when(MEMBER_NAME.KIND.eq(inline("ALIAS")), inline(Probe.ALIAS))
                .when(whole(), inline(Probe.EXACT))
                .when(beginning(), inline(Probe.BEGINNING))
                .otherwise(inline(Probe.ALIKE));
    }

    private Condition whole() {
        if (isMixed) {
            return anyOf(mixed());
        }
        return anyOf(Stream.concat(wholes(), wholeGiven()));
    }

    private Condition beginning() {
        return or(begins(WRITTEN, written), begins(KANA, kanaSoFar));
    }

    private static Condition anyOf(Stream<Lead> leads) {
        return or(leads.map(Lead::condition).toList());
    }

    private static Condition begins(List<Field<String>> columns, @Nullable Folded key) {
        return key == null
                ? falseCondition()
                : or(columns.stream().map(column -> startsWith(column, key)).toList());
    }

    private static Condition startsWith(Field<String> column, @Nullable Folded beginning) {
        return beginning == null
                ? falseCondition()
                : column.ge(beginning.text()).and(column.lt(beginning.end()));
    }
}
