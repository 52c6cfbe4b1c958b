package jp.madoguchi.auditdesk;

import static jp.madoguchi.db.madoguchi.Routines.membersListed;
import static jp.madoguchi.db.madoguchi.Tables.AUDIT_ENTRY;
import static jp.madoguchi.db.madoguchi.Tables.LIMIT_CHANGE;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static jp.madoguchi.db.madoguchi.Tables.STAFF_PLACE;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.cast;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.personal.ChangedValues;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Searches the trail (操作ログ検索): a supervisor within the own place, an auditor everywhere (DOMAIN R31c). Every page and every
 * entry that is opened is itself recorded.
 */
@Service
@RolesAllowed(Permission.AUDIT_READ)
public class TrailSearch {

    /** Entries of a page. */
    public static final int PAGE = 50;

    private static final int PEOPLE = 20;
    private static final String HIDDEN = "***";

    /** Facts that are figures of a member: for the auditor only, because a supervisor sees them after a check (DOMAIN R31d). */
    private static final Set<String> FIGURES = Set.of("limit", "amount");

    private static final Field<String> STAFF_NAME =
            when(STAFF.STAFF_NO.isNotNull(), concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN));

    private final DSLContext db;
    private final ChangedValues values;
    private final AuditLog audit;

    TrailSearch(DSLContext db, ChangedValues values, AuditLog audit) {
        this.db = db;
        this.values = values;
        this.audit = audit;
    }

    /** A person to look for. */
    public record Person(StaffNo staffNo, String name) {}

    /** @param last the last entry of the page before; null for the newest */
    @Transactional
    public List<TrailLine> page(TrailFilter filter, @Nullable TrailLine last) {
        var lines = lines(found(filter).and(ofReader()))
                .and(
                        last == null
                                ? noCondition()
                                : row(AUDIT_ENTRY.AT, AUDIT_ENTRY.ID).lt(last.at(), last.id()))
                .orderBy(AUDIT_ENTRY.AT.desc(), AUDIT_ENTRY.ID.desc())
                .limit(PAGE)
                .fetch(TrailSearch::line);
        audit.append(AuditEntry.done(AuditAction.TRAIL_SEARCHED)
                .about(filter.member())
                .with("filter", filter.query())
                .with("entries", lines.size()));
        return lines;
    }

    /** How many entries a filter finds at a place, or everywhere; counted no further than a limit. */
    int count(TrailFilter filter, @Nullable PlaceNo place, int limit) {
        return db.fetchCount(select(inline(1))
                .from(AUDIT_ENTRY)
                .where(found(filter), at(place))
                .limit(limit));
    }

    /** The entries that a filter finds at a place, or everywhere, the oldest first. */
    List<TrailLine> all(TrailFilter filter, @Nullable PlaceNo place, int limit) {
        return lines(found(filter).and(at(place)))
                .orderBy(AUDIT_ENTRY.AT, AUDIT_ENTRY.ID)
                .limit(limit)
                .fetch(TrailSearch::line);
    }

    private static Condition at(@Nullable PlaceNo place) {
        return place == null ? noCondition() : AUDIT_ENTRY.PLACE_NO.eq(place.value());
    }

    /** Opens one entry of what the reader may search; empty when it is not among that. */
    @Transactional
    public Optional<TrailCase> open(long id, Instant at) {
        return lines(AUDIT_ENTRY.ID.eq(id).and(AUDIT_ENTRY.AT.eq(at)).and(ofReader()))
                .fetchOptional(TrailSearch::line)
                .map(line -> {
                    audit.append(AuditEntry.done(AuditAction.TRAIL_ENTRY_READ)
                            .about(memberOf(line))
                            .with("entry", id));
                    return opened(line);
                });
    }

    /** People whose name, reading or number has the words in it; a supervisor finds those who work or worked at the own place. */
    @Transactional(readOnly = true)
    public List<Person> people(String words) {
        var typed = words.strip();
        return db.select(STAFF.STAFF_NO, concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN))
                .from(STAFF)
                .where(
                        typed.isEmpty()
                                ? noCondition()
                                : concat(STAFF.FAMILY, STAFF.GIVEN)
                                        .contains(typed.replaceAll("[ \u3000]", ""))
                                        .or(concat(STAFF.FAMILY_KANA, STAFF.GIVEN_KANA)
                                                .contains(typed.replaceAll("[ \u3000]", "")))
                                        .or(STAFF.STAFF_NO
                                                .coerce(SQLDataType.CLOB)
                                                .containsIgnoreCase(typed)),
                        everywhere() ? noCondition() : worksHere())
                .orderBy(STAFF.FAMILY_KANA, STAFF.GIVEN_KANA, STAFF.STAFF_NO)
                .limit(PEOPLE)
                .fetch(mapping(Person::new));
    }

    private static Condition worksHere() {
        var place = CurrentStaff.get().workplace();
        return place == null
                ? falseCondition()
                : STAFF.STAFF_NO.in(
                        select(STAFF_PLACE.STAFF_NO).from(STAFF_PLACE).where(STAFF_PLACE.PLACE_NO.eq(place.placeNo())));
    }

    static boolean everywhere() {
        return CurrentStaff.get().roles().contains(Role.AUDITOR);
    }

    /** What the reader may see of the trail. */
    static Condition ofReader() {
        if (everywhere()) {
            return noCondition();
        }
        var place = CurrentStaff.get().workplace();
        return place == null
                ? falseCondition()
                : AUDIT_ENTRY.PLACE_NO.eq(place.placeNo().value());
    }

    static Condition found(TrailFilter filter) {
        var to = filter.to();
        return AUDIT_ENTRY
                .AT
                .ge(Tokyo.startOf(filter.from()))
                .and(to == null ? noCondition() : AUDIT_ENTRY.AT.lt(Tokyo.startOf(to.plusDays(1))))
                .and(filter.member() == null ? noCondition() : about(filter.member()))
                .and(
                        filter.staff() == null
                                ? noCondition()
                                : AUDIT_ENTRY.STAFF_NO.eq(filter.staff().value()))
                .and(
                        filter.action() == null
                                ? noCondition()
                                : AUDIT_ENTRY.ACTION.eq(filter.action().name()))
                .and(
                        filter.outcome() == null
                                ? noCondition()
                                : AUDIT_ENTRY.OUTCOME.eq(filter.outcome().name()))
                .and(
                        filter.contact() == null
                                ? noCondition()
                                : AUDIT_ENTRY.CONTACT_NO.eq(filter.contact().value()));
    }

    /** Written as the index of the lists is, so that it is used. */
    private static Condition about(MemberNo memberNo) {
        return AUDIT_ENTRY
                .MEMBER_NO
                .eq(memberNo.value())
                .or(AUDIT_ENTRY
                        .MEMBER_NO
                        .isNull()
                        .and(AUDIT_ENTRY.DETAILS.like(inline("%\"members\":[%")))
                        .and(membersListed(AUDIT_ENTRY.DETAILS)
                                .contains(cast(array(val(memberNo.value())), SQLDataType.CLOB.array()))));
    }

    private SelectConditionStep<? extends Record> lines(Condition which) {
        return db.select(
                        AUDIT_ENTRY.ID,
                        AUDIT_ENTRY.AT,
                        AUDIT_ENTRY.APPLICATION,
                        AUDIT_ENTRY.ACTION,
                        AUDIT_ENTRY.OUTCOME,
                        AUDIT_ENTRY.STAFF_NO,
                        STAFF_NAME,
                        AUDIT_ENTRY.PLACE_NO,
                        PLACE.NAME,
                        AUDIT_ENTRY.CONTACT_NO,
                        AUDIT_ENTRY.MEMBER_NO,
                        AUDIT_ENTRY.REASON,
                        AUDIT_ENTRY.DETAILS,
                        AUDIT_ENTRY.CHAIN,
                        AUDIT_ENTRY.SEQ,
                        AUDIT_ENTRY.HASH)
                .from(AUDIT_ENTRY)
                .leftJoin(STAFF)
                .on(STAFF.STAFF_NO.coerce(SQLDataType.CLOB).eq(AUDIT_ENTRY.STAFF_NO))
                .leftJoin(PLACE)
                .on(PLACE.PLACE_NO.coerce(SQLDataType.CLOB).eq(AUDIT_ENTRY.PLACE_NO))
                .where(which);
    }

    private static TrailLine line(Record row) {
        return new TrailLine(
                row.get(AUDIT_ENTRY.ID),
                row.get(AUDIT_ENTRY.AT),
                row.get(AUDIT_ENTRY.APPLICATION),
                row.get(AUDIT_ENTRY.ACTION),
                row.get(AUDIT_ENTRY.OUTCOME),
                row.get(AUDIT_ENTRY.STAFF_NO),
                row.get(STAFF_NAME),
                row.get(AUDIT_ENTRY.PLACE_NO),
                row.get(PLACE.NAME),
                row.get(AUDIT_ENTRY.CONTACT_NO),
                row.get(AUDIT_ENTRY.MEMBER_NO),
                row.get(AUDIT_ENTRY.REASON),
                row.get(AUDIT_ENTRY.DETAILS),
                row.get(AUDIT_ENTRY.CHAIN),
                row.get(AUDIT_ENTRY.SEQ),
                HexFormat.of().formatHex(row.get(AUDIT_ENTRY.HASH)));
    }

    private static @Nullable MemberNo memberOf(TrailLine line) {
        var number = line.memberNo();
        return number != null && MemberNo.isValid(number) ? new MemberNo(number) : null;
    }

    @SuppressWarnings("unchecked")
    private TrailCase opened(TrailLine line) {
        var details = new LinkedHashMap<String, Object>(Json.read(line.details(), Map.class));
        var changes = new ArrayList<>(recorded(details.remove("before"), details.remove("after")));
        changes.addAll(onFile(line, details));
        var facts = new LinkedHashMap<String, String>();
        details.forEach((name, value) ->
                facts.put(name, FIGURES.contains(name) && !everywhere() ? HIDDEN : String.valueOf(text(value))));
        return new TrailCase(line, facts, changes);
    }

    /** What the entry itself says: before and after, each one value or several by name. */
    private static List<TrailCase.Change> recorded(@Nullable Object before, @Nullable Object after) {
        if (before == null && after == null) {
            return List.of();
        }
        if (before instanceof Map<?, ?> || after instanceof Map<?, ?>) {
            var old = before instanceof Map<?, ?> map ? map : Map.of();
            var now = after instanceof Map<?, ?> map ? map : Map.of();
            var names = new TreeSet<String>();
            old.keySet().forEach(name -> names.add(name.toString()));
            now.keySet().forEach(name -> names.add(name.toString()));
            return names.stream()
                    .map(name -> new TrailCase.Change(
                            Message.of("auditdesk.change.of", name), text(old.get(name)), text(now.get(name))))
                    .toList();
        }
        return List.of(new TrailCase.Change(Message.of("auditdesk.change.value"), text(before), text(after)));
    }

    /** What the tables of the change say, where the entry names the change. */
    private List<TrailCase.Change> onFile(TrailLine line, Map<String, Object> details) {
        return switch (line.action()) {
            case "PERSONAL_DATA_CHANGED" ->
                values.of(UUID.fromString(String.valueOf(details.get("change")))).stream()
                        .map(changed -> new TrailCase.Change(
                                Message.of("code.personal_data_change.kind." + changed.kind()),
                                changed.before(),
                                changed.after()))
                        .toList();
            case "LIMIT_CUT" -> limits(LIMIT_CHANGE.REF, details.get("change"));
            case "LIMIT_OFFER_ANSWERED" -> limits(LIMIT_CHANGE.OFFER_REF, details.get("offer"));
            default -> List.of();
        };
    }

    private List<TrailCase.Change> limits(Field<UUID> name, @Nullable Object change) {
        return db.select(LIMIT_CHANGE.OLD_LIMIT, LIMIT_CHANGE.NEW_LIMIT)
                .from(LIMIT_CHANGE)
                .where(name.eq(UUID.fromString(String.valueOf(change))))
                .fetch(mapping((old, now) -> new TrailCase.Change(
                        Message.of("auditdesk.change.limit"),
                        everywhere() ? "%,d".formatted(old.amount()) : HIDDEN,
                        everywhere() ? "%,d".formatted(now.amount()) : HIDDEN)));
    }

    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case List<?> many -> many.stream().map(Objects::toString).collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }
}
