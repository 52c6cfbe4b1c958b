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

import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.member.FoundMember.Found;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import jp.madoguchi.policy.Situation;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds members by what was heard or read. One identifier, two keys, or a name that few share; each search is recorded
 * with its terms and all that it showed.
 */
@Service
@RolesAllowed(Permission.MEMBER_READ)
public class MemberSearch {

    /** A member has few names, phones and cards: so many rows of a key are surely more members than a search shows. */
    private static final int ROWS_OF_A_MEMBER = 6;

    private static final int TERMS_IN_TRAIL = 200;

    private final DSLContext db;
    private final Contacts contacts;
    private final Rulebook rulebook;
    private final DatabaseTime time;
    private final Settings settings;
    private final AuditLog audit;

    MemberSearch(
            DSLContext db, Contacts contacts, Rulebook rulebook, DatabaseTime time, Settings settings, AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.rulebook = rulebook;
        this.time = time;
        this.settings = settings;
        this.audit = audit;
    }

    /**
     * All members that fit every term, the best fit first; at most search.rows of them (a setting).
     *
     * @param purpose why, where no contact is in front; not used within one
     * @throws TooLittleTyped when one key is not enough
     * @throws TooManyMembers when more would have to be shown
     */
    @Transactional
    @RolesAllowed({Permission.MEMBER_READ, Members.WITHIN_A_CASE})
    public FoundMembers find(SearchTerms terms, @Nullable SearchPurpose purpose) {
        var staff = CurrentStaff.get();
        rulebook.require(Operation.SEARCH_MEMBERS, Situation.outsideContact(staff));
        var contact = contacts.front().orElse(null);
        var reason = contact == null ? SearchPurpose.require(purpose).name() : null;
        var keys = TermReader.read(terms);
        refuseTooLittle(keys);
        var rows = settings.number("search.rows", time.now());
        var members = fitting(keys, rows);
        if (members.size() > rows) {
            throw new TooManyMembers(rows);
        }
        audit.append(AuditEntry.done(AuditAction.MEMBERS_SEARCHED)
                .during(contact == null ? null : contact.contactNo())
                .because(reason)
                .with("terms", cut(terms.asTyped()))
                .with("hits", members.size())
                .with(
                        "members",
                        members.stream()
                                .map(member -> member.memberNo().value())
                                .toList()));
        return new FoundMembers(keys, members);
    }

    private static void refuseTooLittle(List<SearchKey> keys) {
        if (keys.isEmpty()) {
            throw TooLittleTyped.nothing();
        }
        if (keys.size() > 1 || keys.getFirst().isIdentifier()) {
            return;
        }
        if (!(keys.getFirst() instanceof SearchKey.Name name) || name.written() == null && name.kanaLength() < 2) {
            throw TooLittleTyped.one(keys.getFirst());
        }
    }

    private static final Field<MemberNo> CANDIDATE =
            field(name("candidate", "member_no"), MEMBER.MEMBER_NO.getDataType());
    private static final Field<MemberNo> FOUND = field(name("found", "member_no"), MEMBER.MEMBER_NO.getDataType());

    /** One statement: the narrowest key gives candidates, every key judges them, what is shown is loaded for the rest. */
    private List<FoundMember> fitting(List<SearchKey> keys, int rows) {
        var probes = keys.stream().map(Probe::of).toList();
        var candidate = name("candidate").as(candidates(probes, rows));
        var judged = new ArrayList<Field<?>>(List.of(CANDIDATE));
        IntStream.range(0, probes.size())
                .forEach(i -> judged.add(probes.get(i).fit().apply(CANDIDATE).as(fit(i))));
        var judgement = name("judged").asMaterialized(select(judged).from(table(name("candidate"))));
        var fits = IntStream.range(0, probes.size()).mapToObj(MemberSearch::fit).toList();
        var found = name("found")
                .asMaterialized(select(asterisk())
                        .from(table(name("judged")))
                        .where(fits.stream().map(Field::isNotNull).toList())
                        .limit(inline(rows + 1)));
        var fitName = keys.stream()
                .filter(SearchKey.Name.class::isInstance)
                .map(SearchKey.Name.class::cast)
                .findFirst()
                .map(MemberSearch::pastName)
                .orElseGet(() -> DSL.castNull(SQLDataType.CLOB).as("fit_name"));
        return db
                .with(candidate, judgement, found)
                .select(fits)
                .select(
                        FOUND,
                        fullName(MEMBER_NAME.FAMILY, MEMBER_NAME.GIVEN).as("full_name"),
                        fullName(MEMBER_NAME.FAMILY_KANA, MEMBER_NAME.GIVEN_KANA)
                                .as("full_kana"),
                        MEMBER_NAME.KANA_KEY,
                        MEMBER_ADDRESS.PREFECTURE,
                        MEMBER_ADDRESS.MUNICIPALITY,
                        LAST_FOUR,
                        STATE,
                        LOCKS,
                        fitName)
                .from(table(name("found")))
                .join(MEMBER_NAME)
                .on(MEMBER_NAME.MEMBER_NO.eq(FOUND), MEMBER_NAME.KIND.eq("LEGAL"), MEMBER_NAME.VALID_TO.isNull())
                .leftJoin(MEMBER_ADDRESS)
                .on(MEMBER_ADDRESS.MEMBER_NO.eq(FOUND), MEMBER_ADDRESS.VALID_TO.isNull())
                .fetch()
                .stream()
                .sorted(Comparator.<Record>comparingInt(row -> worst(row, fits))
                        .thenComparing(row -> row.get(MEMBER_NAME.KANA_KEY))
                        .thenComparing(row -> row.get(FOUND)))
                .map(row -> toFoundMember(row, probes))
                .toList();
    }

    private static Select<Record1<MemberNo>> candidates(List<Probe> probes, int rows) {
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

    private static Field<String> pastName(SearchKey.Name name) {
        return field(select(fullName(MEMBER_NAME.FAMILY, MEMBER_NAME.GIVEN))
                        .from(MEMBER_NAME)
                        .where(MEMBER_NAME.MEMBER_NO.eq(FOUND), Probe.nameFits(name))
                        .orderBy(MEMBER_NAME.VALID_TO.desc().nullsFirst(), MEMBER_NAME.ID.desc())
                        .limit(1))
                .as("fit_name");
    }

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

    private static int worst(Record row, List<Field<Integer>> fits) {
        return fits.stream().mapToInt(row::get).max().orElse(Probe.EXACT);
    }

    private static FoundMember toFoundMember(Record row, List<Probe> probes) {
        Set<Found> past = EnumSet.noneOf(Found.class);
        for (var i = 0; i < probes.size(); i++) {
            var fit = row.get(fit(i));
            if (fit == Probe.ALIAS) {
                past.add(Found.ALIAS);
            } else if (fit == Probe.FORMER && probes.get(i).past() != null) {
                past.add(probes.get(i).past());
            }
        }
        return new FoundMember(
                row.get(FOUND),
                row.get("full_name", String.class),
                row.get("full_kana", String.class),
                row.get(MEMBER_ADDRESS.PREFECTURE),
                row.get(MEMBER_ADDRESS.MUNICIPALITY),
                row.get(LAST_FOUR),
                row.get(STATE),
                List.of(row.get(LOCKS)),
                past,
                past.contains(Found.ALIAS) || past.contains(Found.FORMER_NAME)
                        ? row.get("fit_name", String.class)
                        : null);
    }

    private static String cut(String typed) {
        var length = typed.codePointCount(0, typed.length());
        return length <= TERMS_IN_TRAIL ? typed : typed.substring(0, typed.offsetByCodePoints(0, TERMS_IN_TRAIL));
    }
}
