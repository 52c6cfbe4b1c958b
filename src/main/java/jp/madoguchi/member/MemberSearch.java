package jp.madoguchi.member;

import static jp.madoguchi.db.madoguchi.Routines.settingInt;
import static jp.madoguchi.db.madoguchi.Tables.CONTACT;
import static jp.madoguchi.db.madoguchi.Tables.SEARCH_VISIT;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.BadText;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OwnRecord;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import jp.madoguchi.policy.Situation;
import jp.madoguchi.sql.KeptStatements;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Finds members by what was heard or read. One identifier, two keys, or a name that few share; each search is recorded
 * with its terms and all that it showed.
 */
@Service
@RolesAllowed(Permission.MEMBER_READ)
public class MemberSearch {

    private static final int TERMS_IN_TRAIL = 200;

    private final DSLContext db;
    private final KeptStatements statements;
    private final Rulebook rulebook;
    private final DatabaseTime time;
    private final AuditLog audit;

    MemberSearch(DSLContext db, Rulebook rulebook, DatabaseTime time, AuditLog audit) {
        this.db = db;
        this.statements = new KeptStatements(db);
        this.rulebook = rulebook;
        this.time = time;
        this.audit = audit;
    }

    /** How the terms are read; nobody is looked for. */
    @RolesAllowed({Permission.MEMBER_READ, Members.WITHIN_A_CASE})
    public List<SearchKey> understand(SearchTerms terms) {
        return TermReader.read(terms);
    }

    /**
     * Members that fit every term, the best fit first, at most search.rows of them (a setting). Whoever is shown stands in
     * the trail before: each set of rows, at most one every search.record_every_seconds; nobody who was not in the latest
     * record is shown within that time. The person's own record, household and colleagues are absent.
     *
     * @param visit during which the look happens; one that has rested for search.rest_seconds is ended, and begins anew
     *     without its purpose
     * @throws PurposeMissing outside a contact, when the visit has none
     */
    @Transactional(noRollbackFor = PurposeMissing.class)
    @RolesAllowed({Permission.MEMBER_READ, Members.WITHIN_A_CASE})
    public SearchAnswer look(SearchTerms terms, SearchVisit visit) {
        var staff = CurrentStaff.get();
        rulebook.require(Operation.SEARCH_MEMBERS, Situation.outsideContact(staff));
        var limits = limits(staff);
        var now = limits.now();
        if (visit.hasRested(now, limits.rest())) {
            record(visit, SearchVisit.End.RESTED, visit.lastAnswerAt());
            visit.restart();
        }
        visit.happensIn(limits.contactNo());
        if (visit.contactNo() == null) {
            SearchPurpose.require(visit.purpose());
        }
        try {
            var fitting = fitting(terms, limits.rows());
            recordTries(fitting.tried(), visit);
            return shown(fitting.found(), terms, visit, now, limits.recordEvery());
        } catch (UnreadableTerm | BadText | TooLittleTyped | TooManyMembers why) {
            visit.refuse(now);
            return new SearchAnswer.NotEnough(why);
        }
    }

    /** Each barred member once in a visit, for the supervisor; the person sees an answer without them. */
    private void recordTries(List<MemberNo> tried, SearchVisit visit) {
        var anew = tried.stream().filter(member -> !visit.wasTried(member)).toList();
        if (anew.isEmpty()) {
            return;
        }
        anew.forEach(member -> audit.append(AuditEntry.refused(AuditAction.MEMBERS_SEARCHED, OwnRecord.REASON)
                .about(member)
                .during(visit.contactNo())));
        afterCommit(() -> visit.tried(anew));
    }

    private SearchAnswer shown(
            FoundMembers found, SearchTerms terms, SearchVisit visit, Instant now, Duration recordEvery) {
        var members = found.members().stream().map(FoundMember::memberNo).toList();
        var rest = visit.untilNextRecord(now, recordEvery);
        if (rest.isPositive() && !visit.wasRecorded(members)) {
            return new SearchAnswer.NotYet(rest);
        }
        var isRecorded = !rest.isPositive();
        if (isRecorded) {
            audit.append(AuditEntry.done(AuditAction.MEMBERS_SEARCHED)
                    .during(visit.contactNo())
                    .because(visit.reason())
                    .with("terms", cut(terms.asTyped()))
                    .with("hits", members.size())
                    .with("members", members.stream().map(MemberNo::value).toList()));
        }
        afterCommit(() -> visit.show(members, now, isRecorded));
        return found;
    }

    /** What a visit remembers is true only when the trail holds it. */
    private static void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }

    /**
     * What a look goes by.
     *
     * @param contactNo the contact in front
     * @param rows at most shown
     * @param rest after which a visit is over
     * @param recordEvery the least time between two records of one visit
     */
    private record Limits(Instant now, @Nullable ContactNo contactNo, int rows, Duration rest, Duration recordEvery) {}

    private Limits limits(StaffMember staff) {
        var workplace = staff.workplace();
        var values = new KeptStatements.Values();
        var who = values.put("staff", CONTACT.STAFF_NO, staff.staffNo());
        var where = values.put("place", CONTACT.PLACE_NO, workplace == null ? null : workplace.placeNo());
        var row = statements
                .query(Limits.class, () -> writeLimits(Contacts.inFront(who, where)), values)
                .fetchSingle();
        return new Limits(
                row.get(0, Instant.class),
                row.get(1, ContactNo.class),
                row.get(2, Integer.class),
                Duration.ofSeconds(row.get(3, Integer.class)),
                Duration.ofSeconds(row.get(4, Integer.class)));
    }

    private static ResultQuery<?> writeLimits(Field<ContactNo> inFront) {
        var moment = DatabaseTime.moment();
        var now = moment.field(0, Instant.class);
        return select(
                        now,
                        inFront,
                        settingInt(inline("search.rows"), now),
                        settingInt(inline("search.rest_seconds"), now),
                        settingInt(inline("search.record_every_seconds"), now))
                .from(moment);
    }

    /** The visit is over; told once. */
    @Transactional
    @RolesAllowed({Permission.MEMBER_READ, Members.WITHIN_A_CASE})
    public void end(SearchVisit visit, SearchVisit.End by) {
        record(visit, by, time.now());
        afterCommit(visit::end);
    }

    private void record(SearchVisit visit, SearchVisit.End by, @Nullable Instant at) {
        var began = visit.beganAt();
        if (visit.isOver() || began == null || at == null) {
            return;
        }
        db.insertInto(SEARCH_VISIT)
                .set(SEARCH_VISIT.STAFF_NO, CurrentStaff.get().staffNo())
                .set(SEARCH_VISIT.CONTACT_NO, visit.contactNo())
                .set(SEARCH_VISIT.PURPOSE, visit.reason())
                .set(SEARCH_VISIT.BEGAN_AT, began)
                .set(SEARCH_VISIT.ENDED_AT, at)
                .set(SEARCH_VISIT.ENDED_BY, by.name())
                .set(SEARCH_VISIT.SHOWN, visit.differentShown())
                .set(SEARCH_VISIT.REFUSED, visit.endedRefused())
                .execute();
    }

    private Fitting fitting(SearchTerms terms, int rows) {
        var keys = TermReader.read(terms);
        refuseTooLittle(keys);
        var statement =
                new SearchStatement(statements, keys, rows, CurrentStaff.get().staffNo());
        var fitting = statement.who().fetch();
        var who = fitting.stream()
                .filter(row -> !SearchStatement.isBarred(row))
                .limit(rows + 1L)
                .toList();
        var tooMany = !who.isEmpty() && (who.size() > rows || fitting.size() == statement.most());
        var cut = tooMany ? SearchStatement.tier(who.getLast()) : Integer.MAX_VALUE;
        var members = who.stream()
                .filter(row -> SearchStatement.tier(row) < cut)
                .map(SearchStatement::memberNo)
                .toList();
        if (members.isEmpty() && !who.isEmpty()) {
            throw new TooManyMembers(rows);
        }
        var found = members.isEmpty()
                ? List.<FoundMember>of()
                : statement.shown(members).fetch(statement::read).stream()
                        .sorted()
                        .map(SearchStatement.Row::member)
                        .toList();
        return new Fitting(new FoundMembers(keys, found, members.size() < who.size()), tried(keys, fitting));
    }

    /** Who is barred and was looked for in person: by an identifier, or by two keys; a name alone meets namesakes. */
    private static List<MemberNo> tried(List<SearchKey> keys, List<Record> fitting) {
        return keys.size() == 1 && !keys.getFirst().isIdentifier()
                ? List.of()
                : fitting.stream()
                        .filter(SearchStatement::isBarred)
                        .map(SearchStatement::memberNo)
                        .toList();
    }

    /**
     * @param found what may be shown
     * @param tried who is barred from the reader and was looked for
     */
    private record Fitting(FoundMembers found, List<MemberNo> tried) {}

    private static void refuseTooLittle(List<SearchKey> keys) {
        if (keys.isEmpty()) {
            throw TooLittleTyped.nothing();
        }
        if (keys.size() > 1 || keys.getFirst().isIdentifier()) {
            return;
        }
        if (!(keys.getFirst() instanceof SearchKey.Name name) || name.isTooShort()) {
            throw TooLittleTyped.one(keys.getFirst());
        }
    }

    private static String cut(String typed) {
        var length = typed.codePointCount(0, typed.length());
        return length <= TERMS_IN_TRAIL ? typed : typed.substring(0, typed.offsetByCodePoints(0, TERMS_IN_TRAIL));
    }
}
