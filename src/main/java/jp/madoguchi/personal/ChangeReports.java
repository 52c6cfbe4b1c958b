package jp.madoguchi.personal;

import static jp.madoguchi.db.madoguchi.Routines.turnDownChangeReport;
import static jp.madoguchi.db.madoguchi.Tables.CHANGE_REPORT;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes that members reported on the site and that wait for staff (届出の確認, DOMAIN R16, R18, R19): counted, listed masked, turned
 * down. They are carried out in a contact with the member, as any change is: {@link PersonalDataChanges#carryOut}.
 */
@Service
@RolesAllowed(Permission.ADDRESS_CHANGE)
public class ChangeReports {

    private static final int LISTED = 100;

    private final DSLContext db;
    private final ReportRows rows;
    private final MemberLock memberLock;
    private final Contacts contacts;
    private final Operations operations;
    private final Announcements announcements;
    private final DatabaseTime time;
    private final AuditLog audit;

    ChangeReports(
            DSLContext db,
            ReportRows rows,
            MemberLock memberLock,
            Contacts contacts,
            Operations operations,
            Announcements announcements,
            DatabaseTime time,
            AuditLog audit) {
        this.db = db;
        this.rows = rows;
        this.memberLock = memberLock;
        this.contacts = contacts;
        this.operations = operations;
        this.announcements = announcements;
        this.time = time;
        this.audit = audit;
    }

    /** How many wait, and since when; about nobody in particular. */
    @Transactional(readOnly = true)
    public ReportQueue queue() {
        var row = db.select(count(), min(CHANGE_REPORT.REPORTED_AT))
                .from(CHANGE_REPORT)
                .where(CHANGE_REPORT.OUTCOME.isNull())
                .fetchSingle();
        return new ReportQueue(row.value1(), row.value2(), time.now());
    }

    /** The {@value #LISTED} that wait longest at most, cut to what may be seen before a check; the reading is recorded. */
    @Transactional
    public List<ReportLine> waiting() {
        var found = rows.waiting(noCondition(), true, LISTED);
        audit.append(AuditEntry.done(AuditAction.CHANGE_REPORTS_READ)
                .with("reports", found.size())
                .showing(found, ReportLine::memberNo));
        return found;
    }

    /**
     * Leaves everything as it is and tells the member so.
     *
     * @return when
     * @throws NotAllowed when the member is said to have denied it outside a contact with the member
     * @throws ReportSeenTo when somebody was quicker
     */
    @Transactional
    public Instant turnDown(OperationId id, MemberNo memberNo, UUID report, TurnDown reason) {
        return operations.once(id, "personal.ChangeReports.turnDown", Instant.class, () -> {
            memberLock.take(memberNo);
            var contact = contacts.front().filter(open -> open.isWith(memberNo)).map(OpenContact::contactNo);
            if (reason == TurnDown.NOT_BY_MEMBER && contact.isEmpty()) {
                throw new NotAllowed(Reason.CONTACT_NEEDED);
            }
            if (!ReportRows.waits(db, report, memberNo)) {
                throw new ReportSeenTo();
            }
            var at = db.select(turnDownChangeReport(
                            val(report),
                            val(reason.name()),
                            val(contact.map(no -> no.value()).orElse(null)),
                            val(CurrentStaff.get().staffNo().value())))
                    .fetchSingle()
                    .value1();
            announcements.tell(Announcements.Kind.CHANGE_REPORT);
            audit.append(AuditEntry.done(AuditAction.CHANGE_REPORT_TURNED_DOWN)
                    .about(memberNo)
                    .during(contact.orElse(null))
                    .by(id)
                    .because(reason.name())
                    .with("report", report));
            return at;
        });
    }

    /** Of one member, for whoever may read what is registered; that reading is recorded elsewhere. */
    @RolesAllowed({Permission.MEMBER_READ, PersonalDataChanges.IN_CASE})
    List<ReportLine> of(MemberNo memberNo, Optional<OpenContact> contact) {
        return rows.waiting(
                CHANGE_REPORT.MEMBER_NO.eq(memberNo),
                contact.filter(OpenContact::isChecked).isEmpty(),
                LISTED);
    }
}
