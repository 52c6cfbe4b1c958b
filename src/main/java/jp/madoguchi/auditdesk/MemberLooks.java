package jp.madoguchi.auditdesk;

import static jp.madoguchi.db.madoguchi.Tables.MEMBER_LOOKS;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who saw a member and which fields, added up over three years: what has to be told when data leaked. A supervisor is told of the
 * own place, an auditor of all (DOMAIN R31c).
 */
@Service
@RolesAllowed(Permission.AUDIT_READ)
public class MemberLooks {

    private static final Comparator<Looker> LATEST_FIRST =
            Comparator.comparing(Looker::lastAt).reversed().thenComparing(Looker::staffNo);

    private final DSLContext db;
    private final DatabaseTime time;
    private final AuditLog audit;

    MemberLooks(DSLContext db, DatabaseTime time, AuditLog audit) {
        this.db = db;
        this.time = time;
        this.audit = audit;
    }

    /**
     * One person at one place.
     *
     * @param fields all that was shown, in any of the looks
     * @param looks how many entries show something; of which lists in which the member stood
     * @param contacts in how many contacts at least
     * @param withoutContact how many of the looks were outside a contact
     */
    public record Looker(
            String staffNo,
            @Nullable String staffName,
            @Nullable String placeName,
            Set<Shown> fields,
            long looks,
            long lists,
            long contacts,
            long withoutContact,
            Instant firstAt,
            Instant lastAt) {

        public Looker {
            fields = Set.copyOf(fields);
        }

        private Looker and(Looker other) {
            var all = EnumSet.copyOf(fields);
            all.addAll(other.fields);
            return new Looker(
                    staffNo,
                    staffName,
                    placeName,
                    all,
                    looks + other.looks,
                    lists + other.lists,
                    Math.max(contacts, other.contacts),
                    withoutContact + other.withoutContact,
                    firstAt.isBefore(other.firstAt) ? firstAt : other.firstAt,
                    lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt);
        }
    }

    /** The latest first. The reading is recorded, and says neither that there is such a member nor anything about the person. */
    @Transactional
    public List<Looker> of(MemberNo memberNo) {
        var now = time.now();
        var from = Tokyo.startOf(Tokyo.date(now).minusYears(TrailFilter.YEARS));
        var place = CurrentStaff.get().workplace();
        var everywhere = TrailSearch.everywhere();
        List<Looker> lookers = !everywhere && place == null
                ? List.of()
                : lookers(
                        memberNo,
                        from,
                        everywhere || place == null ? null : place.placeNo().value());
        audit.append(AuditEntry.done(AuditAction.LOOKS_READ)
                .about(memberNo)
                .with("people", lookers.size())
                .with("of", everywhere ? "ALL" : "PLACE"));
        return lookers;
    }

    private List<Looker> lookers(MemberNo memberNo, Instant from, @Nullable String placeNo) {
        var looks = MEMBER_LOOKS.call(memberNo.value(), from, placeNo);
        var found = new LinkedHashMap<String, Looker>();
        db.select(looks.fields())
                .select(concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN).as("staff_name"), PLACE.NAME)
                .from(looks)
                .leftJoin(STAFF)
                .on(STAFF.STAFF_NO.coerce(SQLDataType.CLOB).eq(looks.STAFF_NO))
                .leftJoin(PLACE)
                .on(PLACE.PLACE_NO.coerce(SQLDataType.CLOB).eq(looks.PLACE_NO))
                .forEach(row -> {
                    var fields = Shown.by(row.get(looks.ACTION), row.get(looks.SHOWN));
                    var shown = row.get(looks.ENTRIES) - row.get(looks.REFUSED);
                    if (!fields.isEmpty() && shown > 0) {
                        found.merge(
                                row.get(looks.STAFF_NO) + " " + row.get(looks.PLACE_NO),
                                looker(row, fields, shown),
                                Looker::and);
                    }
                });
        return found.values().stream().sorted(LATEST_FIRST).toList();
    }

    private static Looker looker(Record row, Set<Shown> fields, long shown) {
        return new Looker(
                row.get(MEMBER_LOOKS.STAFF_NO),
                row.get("staff_name", String.class),
                row.get(PLACE.NAME),
                fields,
                shown,
                row.get(MEMBER_LOOKS.LISTED) ? shown : 0,
                row.get(MEMBER_LOOKS.CONTACTS),
                Math.min(shown, row.get(MEMBER_LOOKS.WITHOUT_CONTACT)),
                row.get(MEMBER_LOOKS.FIRST_AT),
                row.get(MEMBER_LOOKS.LAST_AT));
    }
}
