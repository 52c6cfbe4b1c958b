package jp.madoguchi.member;

import static java.util.Objects.requireNonNull;
import static jp.madoguchi.db.madoguchi.Tables.AUDIT_ENTRY;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_LOCK;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_ADDRESS;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_PHONE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trim;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.db.madoguchi.tables.MemberName;
import jp.madoguchi.member.FoundMember.Found;
import jp.madoguchi.operation.OwnRecords;
import jp.madoguchi.sql.KeptStatements;
import jp.madoguchi.sql.KeptStatements.Values;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The search as two statements: who fits all keys, from the keys alone, one more than may be shown so that too many is known
 * without counting them; then what is shown of those few.
 */
final class SearchStatement {

    /** A member has few names: so many rows of a name are surely more members than a search shows. */
    private static final int ROWS_OF_A_MEMBER = 6;

    /** So many more are read than may be shown and one: who is barred from the reader falls out afterwards. */
    private static final int BARRED_AT_MOST = 20;

    private static final MemberName LEGAL = MEMBER_NAME.as("legal");
    private static final Field<MemberNo> CANDIDATE = field(name("way", "member_no"), MEMBER.MEMBER_NO.getDataType());
    private static final Field<Integer> TIER = field(name("way", "tier"), SQLDataType.INTEGER);
    private static final Field<Integer> BEST = min(TIER);
    private static final Field<Boolean> BARRED = field(name("barred"), SQLDataType.BOOLEAN);
    private static final Field<String> FULL_NAME =
            fullName(LEGAL.FAMILY, LEGAL.GIVEN).as("full_name");
    private static final Field<String> FULL_KANA =
            fullName(LEGAL.FAMILY_KANA, LEGAL.GIVEN_KANA).as("full_kana");
    private static final Field<String> LAST_FOUR = field(select(MEMBER_PHONE.LAST4)
                    .from(MEMBER_PHONE)
                    .where(MEMBER_PHONE.MEMBER_NO.eq(LEGAL.MEMBER_NO), MEMBER_PHONE.VALID_TO.isNull())
                    .orderBy(MEMBER_PHONE.KIND.eq(inline("MOBILE")).desc(), MEMBER_PHONE.ID)
                    .limit(inline(1)))
            .as("last_four");
    private static final Field<String> STATE = field(select(CONTRACT.STATE)
                    .from(CONTRACT)
                    .where(CONTRACT.MEMBER_NO.eq(LEGAL.MEMBER_NO))
                    .orderBy(CONTRACT.STARTED_ON.desc(), CONTRACT.ID.desc())
                    .limit(inline(1)))
            .as("contract_state");
    private static final Field<String[]> LOCKS = array(select(LOGIN_LOCK.KIND)
                    .from(LOGIN_LOCK)
                    .where(LOGIN_LOCK.MEMBER_NO.eq(LEGAL.MEMBER_NO), LOGIN_LOCK.CLEARED_AT.isNull())
                    .orderBy(LOGIN_LOCK.KIND))
            .as("locks");
    private static final Field<MemberNo[]> MEMBERS =
            field(name("members"), MEMBER.MEMBER_NO.getDataType().getArrayDataType());
    private static final Field<Integer> FITTING = field(name("fitting", "fitting"), SQLDataType.INTEGER);
    private static final Field<String> FITTING_NAME = field(name("fitting", "fitting_name"), SQLDataType.CLOB);
    private static final Field<Boolean> FITTING_PAST = field(name("fitting", "fitting_past"), SQLDataType.BOOLEAN);
    private static final Field<Boolean> FITTING_ALIAS = field(name("fitting", "fitting_alias"), SQLDataType.BOOLEAN);

    private final KeptStatements statements;
    private final List<SearchKey> keys;
    private final Values values = new Values();
    private final @Nullable NameProbe name;
    private final List<Probe> probes;
    private final Probe.Birth birth;
    private final int rows;
    private final Field<String> reader;

    /** @param reader from whom own records are kept */
    SearchStatement(KeptStatements statements, List<SearchKey> keys, int rows, StaffNo reader) {
        this.statements = statements;
        this.reader = values.put("reader", AUDIT_ENTRY.STAFF_NO, reader.value());
        this.keys = keys;
        this.name = keys.stream()
                .filter(SearchKey.Name.class::isInstance)
                .map(SearchKey.Name.class::cast)
                .findFirst()
                .map(key -> new NameProbe(statements, key, keys.size() == 1, values))
                .orElse(null);
        this.probes = keys.stream().map(key -> Probe.of(key, name, values)).toList();
        this.birth = Probe.birth(keys, values);
        this.rows = rows;
    }

    /**
     * What the text of a statement depends on.
     *
     * @param shown whether it tells what is shown, or else whom
     */
    private record Shape(boolean shown, int rows, List<Object> kinds) {}

    private Shape shape(boolean shown) {
        var kinds = keys.stream()
                .map(key -> key instanceof SearchKey.Name ? requireNonNull(name).kind() : key.kind())
                .toList();
        return new Shape(shown, rows, kinds);
    }

    /**
     * A member with what orders the answer: the worst fit, then reading and number.
     *
     * @param fit of the key that fits worst
     */
    record Row(int fit, String kanaKey, FoundMember member) implements Comparable<Row> {

        private static final Comparator<Row> ORDER = Comparator.comparingInt(Row::fit)
                .thenComparing(Row::kanaKey)
                .thenComparing(row -> row.member().memberNo());

        @Override
        public int compareTo(Row other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Whom all keys fit, each with the best {@link Way#tier} and whether they are barred from the reader, the best first; some more
     * than may be shown ({@link #most}). It starts from the narrowest key, and the others judge.
     */
    ResultQuery<Record> who() {
        return statements.query(shape(false), this::writeWho, values);
    }

    static MemberNo memberNo(Record who) {
        return who.get(CANDIDATE);
    }

    static int tier(Record who) {
        return who.get(BEST);
    }

    static boolean isBarred(Record who) {
        return who.get(BARRED);
    }

    /** How many {@link #who} answers at most. */
    int most() {
        return rows + 1 + BARRED_AT_MOST;
    }

    private ResultQuery<?> writeWho() {
        var start = start();
        var cutOff = start.isBroad() && !hasDayOfBirth() ? Integer.valueOf((rows + 1) * ROWS_OF_A_MEMBER) : null;
        var way = start.ways().apply(birth, cutOff).stream()
                .map(SearchStatement::tiered)
                .reduce(Select::unionAll)
                .orElseThrow()
                .asTable("way", "member_no", "tier");
        var others = probes.stream()
                .filter(probe -> probe != start)
                .filter(probe -> !(start.birth() && isBirth(probe)))
                .map(this::isMetBy)
                .toList();
        return select(
                        CANDIDATE,
                        BEST,
                        DSL.field(OwnRecords.isBarred(CANDIDATE, reader)).as(BARRED))
                .from(way)
                .where(others)
                .groupBy(CANDIDATE)
                .orderBy(BEST, CANDIDATE)
                .limit(inline(most()));
    }

    /** A narrow key is looked up by itself and met with the others; a broad one is looked at in those that are left. */
    private Condition isMetBy(Probe other) {
        return other.isBroad()
                ? other.fit().apply(CANDIDATE).isNotNull()
                : CANDIDATE.in(other.ways().apply(birth, null).stream()
                        .map(Way::members)
                        .reduce(Select::unionAll)
                        .orElseThrow());
    }

    private Probe start() {
        var day = hasDayOfBirth();
        var period = keys.stream().anyMatch(SearchKey.BirthPeriod.class::isInstance);
        return probes.stream()
                .filter(probe -> !(probe.isBroad() && isBirth(probe)))
                .min(Comparator.comparingInt(
                        probe -> (day || period) && !isBirth(probe) ? probe.breadthWithin(day) : probe.breadth()))
                .orElseThrow();
    }

    private boolean hasDayOfBirth() {
        return keys.stream().anyMatch(SearchKey.BirthDate.class::isInstance);
    }

    private boolean isBirth(Probe probe) {
        var key = keys.get(probes.indexOf(probe));
        return key instanceof SearchKey.BirthDate || key instanceof SearchKey.BirthPeriod;
    }

    private static Select<Record2<MemberNo, Integer>> tiered(Way way) {
        var each = way.members().asTable("each", "member_no");
        return select(field(name("each", "member_no"), MEMBER.MEMBER_NO.getDataType()), inline(way.tier()))
                .from(each);
    }

    /** What is shown of these members. */
    ResultQuery<Record> shown(Collection<MemberNo> members) {
        var numbers = values.put("members", MEMBERS, members.toArray(MemberNo[]::new));
        return statements.query(shape(true), () -> writeShown(numbers), values);
    }

    private ResultQuery<?> writeShown(Field<MemberNo[]> members) {
        var judgements = IntStream.range(0, probes.size())
                .filter(i -> !(keys.get(i) instanceof SearchKey.Name))
                .mapToObj(i -> probes.get(i).fit().apply(LEGAL.MEMBER_NO).as("fit_" + i))
                .toList();
        return select(judgements)
                .select(
                        LEGAL.MEMBER_NO,
                        FULL_NAME,
                        FULL_KANA,
                        LEGAL.KANA_KEY,
                        MEMBER_ADDRESS.PREFECTURE,
                        MEMBER_ADDRESS.MUNICIPALITY,
                        LAST_FOUR,
                        STATE,
                        LOCKS,
                        FITTING,
                        FITTING_NAME,
                        FITTING_PAST,
                        FITTING_ALIAS)
                .from(LEGAL)
                .leftJoin(MEMBER_ADDRESS)
                .on(MEMBER_ADDRESS.MEMBER_NO.eq(LEGAL.MEMBER_NO), MEMBER_ADDRESS.VALID_TO.isNull())
                .leftJoin(lateral(fittingName()))
                .on(noCondition())
                .where(LEGAL.MEMBER_NO.eq(any(members)), LEGAL.KIND.eq(inline("LEGAL")), LEGAL.VALID_TO.isNull());
    }

    private static Field<String> fullName(Field<String> family, Field<String> given) {
        return trim(concat(family, inline(" "), given));
    }

    /** The name by which a member was found, perhaps a former one; no row where no name was typed. */
    private Table<?> fittingName() {
        var fit = name == null ? DSL.castNull(SQLDataType.INTEGER) : name.fit();
        var rows = select(
                        fit.as("fitting"),
                        fullName(MEMBER_NAME.FAMILY, MEMBER_NAME.GIVEN).as("fitting_name"),
                        DSL.field(MEMBER_NAME.VALID_TO.isNotNull()).as("fitting_past"),
                        DSL.field(MEMBER_NAME.KIND.eq(inline("ALIAS"))).as("fitting_alias"))
                .from(MEMBER_NAME);
        return name == null
                ? rows.where(falseCondition()).asTable("fitting")
                : rows.where(MEMBER_NAME.MEMBER_NO.eq(LEGAL.MEMBER_NO), name.fits())
                        .orderBy(fit, MEMBER_NAME.VALID_TO.desc().nullsFirst(), MEMBER_NAME.ID.desc())
                        .limit(inline(1))
                        .asTable("fitting");
    }

    Row read(Record row) {
        Set<Found> found = EnumSet.noneOf(Found.class);
        var worst = Probe.EXACT;
        // The judgements are the first columns; a name has its own.
        var column = 0;
        for (var i = 0; i < probes.size(); i++) {
            worst = Math.max(
                    worst,
                    keys.get(i) instanceof SearchKey.Name typed
                            ? nameFit(typed, row, found)
                            : otherFit(probes.get(i), row.get(column++, Integer.class), found));
        }
        var byOtherName = found.contains(Found.ALIAS) || found.contains(Found.FORMER_NAME);
        return new Row(
                worst,
                row.get(LEGAL.KANA_KEY),
                new FoundMember(
                        row.get(LEGAL.MEMBER_NO),
                        row.get(FULL_NAME),
                        row.get(FULL_KANA),
                        row.get(MEMBER_ADDRESS.PREFECTURE),
                        row.get(MEMBER_ADDRESS.MUNICIPALITY),
                        row.get(LAST_FOUR),
                        row.get(STATE),
                        List.of(row.get(LOCKS)),
                        found,
                        byOtherName ? row.get(FITTING_NAME) : null));
    }

    private static int otherFit(Probe probe, int fit, Set<Found> found) {
        if (fit == Probe.FORMER && probe.past() != null) {
            found.add(probe.past());
        }
        return fit;
    }

    /** The keys fold variant characters; whether one was folded shows only against the name itself. */
    private static int nameFit(SearchKey.Name name, Record row, Set<Found> found) {
        int fit = row.get(FITTING);
        if (row.get(FITTING_PAST)) {
            found.add(Found.FORMER_NAME);
        }
        if (row.get(FITTING_ALIAS)) {
            found.add(Found.ALIAS);
        }
        if (fit == Probe.ALIKE) {
            found.add(Found.SIMILAR_READING);
            return fit;
        }
        if (name.written() == null || isWritten(name.written(), row.get(FITTING_NAME))) {
            return fit;
        }
        found.add(Found.VARIANT);
        return Math.max(fit, Probe.VARIANT);
    }

    private static boolean isWritten(String typed, String name) {
        var parts = name.split(" ", 2);
        var reversed = parts.length == 2 ? parts[1] + parts[0] : name;
        return plain(name).startsWith(plain(typed)) || plain(reversed).startsWith(plain(typed));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\s・･''’.,‐‑–—−-]", "")
                .toLowerCase(Locale.ROOT);
    }
}
