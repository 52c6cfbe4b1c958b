package jp.madoguchi.member;

import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_LOCK;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_ADDRESS;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_PHONE;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.asterisk;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.trim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.member.FoundMember.Found;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The search as one statement: the narrowest key gives candidates, every key judges them, and what is shown is loaded for
 * those whom all keys fit. It answers one row more than may be shown, so that too many is known without counting them.
 */
final class SearchStatement {

    /** A member has few names, phones and cards: so many rows of a key are surely more members than a search shows. */
    private static final int ROWS_OF_A_MEMBER = 6;

    private static final Field<MemberNo> CANDIDATE =
            field(name("candidate", "member_no"), MEMBER.MEMBER_NO.getDataType());
    private static final Field<MemberNo> FOUND = field(name("found", "member_no"), MEMBER.MEMBER_NO.getDataType());
    private static final Field<String> FULL_NAME =
            fullName(MEMBER_NAME.FAMILY, MEMBER_NAME.GIVEN).as("full_name");
    private static final Field<String> FULL_KANA =
            fullName(MEMBER_NAME.FAMILY_KANA, MEMBER_NAME.GIVEN_KANA).as("full_kana");
    private static final Field<String> LAST_FOUR = field(select(MEMBER_PHONE.LAST4)
                    .from(MEMBER_PHONE)
                    .where(MEMBER_PHONE.MEMBER_NO.eq(FOUND), MEMBER_PHONE.VALID_TO.isNull())
                    .orderBy(MEMBER_PHONE.KIND.eq("MOBILE").desc(), MEMBER_PHONE.ID)
                    .limit(1))
            .as("last_four");
    private static final Field<String> STATE = field(select(CONTRACT.STATE)
                    .from(CONTRACT)
                    .where(CONTRACT.MEMBER_NO.eq(FOUND))
                    .orderBy(CONTRACT.STARTED_ON.desc(), CONTRACT.ID.desc())
                    .limit(1))
            .as("contract_state");
    private static final Field<String[]> LOCKS = array(select(LOGIN_LOCK.KIND)
                    .from(LOGIN_LOCK)
                    .where(LOGIN_LOCK.MEMBER_NO.eq(FOUND), LOGIN_LOCK.CLEARED_AT.isNull())
                    .orderBy(LOGIN_LOCK.KIND))
            .as("locks");
    private static final Field<String> FITTING_NAME = field(name("fitting_name"), SQLDataType.CLOB);

    private final List<SearchKey> keys;
    private final List<Probe> probes;
    private final List<Field<Integer>> fits;
    private final int rows;

    SearchStatement(List<SearchKey> keys, int rows) {
        this.keys = keys;
        this.probes = keys.stream().map(Probe::of).toList();
        this.fits =
                IntStream.range(0, keys.size()).mapToObj(SearchStatement::fit).toList();
        this.rows = rows;
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

    ResultQuery<? extends Record> on(DSLContext db) {
        var candidate = name("candidate").as(candidates());
        var judgements = new ArrayList<Field<?>>(List.of(CANDIDATE));
        IntStream.range(0, probes.size())
                .forEach(
                        i -> judgements.add(probes.get(i).fit().apply(CANDIDATE).as(fits.get(i))));
        var judged = name("judged").asMaterialized(select(judgements).from(table(name("candidate"))));
        var found = name("found")
                .asMaterialized(select(asterisk())
                        .from(table(name("judged")))
                        .where(fits.stream().map(Field::isNotNull).toList())
                        .limit(inline(rows + 1)));
        return db.with(candidate, judged, found)
                .select(fits)
                .select(
                        FOUND,
                        FULL_NAME,
                        FULL_KANA,
                        MEMBER_NAME.KANA_KEY,
                        MEMBER_ADDRESS.PREFECTURE,
                        MEMBER_ADDRESS.MUNICIPALITY,
                        LAST_FOUR,
                        STATE,
                        LOCKS,
                        fittingName())
                .from(table(name("found")))
                .join(MEMBER_NAME)
                .on(MEMBER_NAME.MEMBER_NO.eq(FOUND), MEMBER_NAME.KIND.eq("LEGAL"), MEMBER_NAME.VALID_TO.isNull())
                .leftJoin(MEMBER_ADDRESS)
                .on(MEMBER_ADDRESS.MEMBER_NO.eq(FOUND), MEMBER_ADDRESS.VALID_TO.isNull());
    }

    private Select<Record1<MemberNo>> candidates() {
        var narrowest =
                probes.stream().min(Comparator.comparingInt(Probe::breadth)).orElseThrow();
        var cutOff = probes.size() == 1 ? Integer.valueOf((rows + 1) * ROWS_OF_A_MEMBER) : null;
        var ways = narrowest.ways().stream().map(way -> way.apply(cutOff)).toList();
        Select<Record1<MemberNo>> all = ways.getFirst();
        for (var way : ways.subList(1, ways.size())) {
            all = all.unionAll(way);
        }
        var united = all.asTable("way");
        return DSL.selectDistinct(united.field(0, MEMBER.MEMBER_NO.getDataType()))
                .from(united);
    }

    private static Field<Integer> fit(int index) {
        return field(name("fit_" + index), SQLDataType.INTEGER);
    }

    private static Field<String> fullName(Field<String> family, Field<String> given) {
        return trim(concat(family, inline(" "), given));
    }

    /** The name by which the member was found: perhaps a former one. */
    private Field<String> fittingName() {
        return keys.stream()
                .filter(SearchKey.Name.class::isInstance)
                .map(SearchKey.Name.class::cast)
                .findFirst()
                .map(name -> field(select(fullName(MEMBER_NAME.FAMILY, MEMBER_NAME.GIVEN))
                        .from(MEMBER_NAME)
                        .where(MEMBER_NAME.MEMBER_NO.eq(FOUND), Probe.nameFits(name))
                        .orderBy(MEMBER_NAME.VALID_TO.desc().nullsFirst(), MEMBER_NAME.ID.desc())
                        .limit(1)))
                .orElseGet(() -> DSL.castNull(SQLDataType.CLOB))
                .as(FITTING_NAME);
    }

    Row read(Record row) {
        Set<Found> past = EnumSet.noneOf(Found.class);
        var worst = Probe.EXACT;
        for (var i = 0; i < probes.size(); i++) {
            var fit = row.get(fits.get(i));
            var former = probes.get(i).past();
            if (fit == Probe.ALIAS) {
                past.add(Found.ALIAS);
            } else if (fit == Probe.FORMER && former != null) {
                past.add(former);
            }
            worst = Math.max(worst, fit);
        }
        var byOtherName = past.contains(Found.ALIAS) || past.contains(Found.FORMER_NAME);
        return new Row(
                worst,
                row.get(MEMBER_NAME.KANA_KEY),
                new FoundMember(
                        row.get(FOUND),
                        row.get(FULL_NAME),
                        row.get(FULL_KANA),
                        row.get(MEMBER_ADDRESS.PREFECTURE),
                        row.get(MEMBER_ADDRESS.MUNICIPALITY),
                        row.get(LAST_FOUR),
                        row.get(STATE),
                        List.of(row.get(LOCKS)),
                        past,
                        byOtherName ? row.get(FITTING_NAME) : null));
    }
}
