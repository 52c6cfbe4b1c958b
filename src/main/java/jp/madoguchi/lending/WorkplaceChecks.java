package jp.madoguchi.lending;

import static jp.madoguchi.db.madoguchi.Routines.inquiryHasOccasion;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMPLOYER;
import static jp.madoguchi.db.madoguchi.Tables.WORKPLACE_CHECK;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Workplace checks (在籍確認) in an open limit case: the reviewer telephones the workplace under a person's name, without a word
 * about the lender or the loan, or reads a paper of the last weeks that shows where the member works.
 */
@Service
@RolesAllowed(Permission.LIMIT_DECIDE)
public class WorkplaceChecks {

    private final DSLContext db;
    private final MemberLock memberLock;
    private final Operations operations;
    private final DatabaseTime time;
    private final AuditLog audit;

    WorkplaceChecks(DSLContext db, MemberLock memberLock, Operations operations, DatabaseTime time, AuditLog audit) {
        this.db = db;
        this.memberLock = memberLock;
        this.operations = operations;
        this.time = time;
        this.audit = audit;
    }

    public enum Way {
        PHONE,
        PAPER
    }

    /** NO_WORKPLACE is for whoever lives on a pension or rent and has none on file. */
    public enum Result {
        CONFIRMED,
        NOT_REACHED,
        NOT_EMPLOYED,
        NO_WORKPLACE
    }

    /**
     * Records a check of the workplace on file.
     *
     * @param request the open limit request
     * @throws NoOccasion when the request is not open, or another member's
     * @throws UnfitWorkplaceCheck when the result does not fit what is on file, or nobody was reached on a paper
     */
    @Transactional
    public void record(OperationId id, UUID request, MemberNo memberNo, Way way, Result result) {
        operations.once(id, "lending.WorkplaceChecks.record", String.class, () -> {
            memberLock.take(memberNo);
            if (!isOpen(BureauInquiries.Purpose.LIMIT_CASE, request, memberNo)
                    && !isOpen(BureauInquiries.Purpose.LIFT_STOP, request, memberNo)) {
                throw new NoOccasion();
            }
            var employer = db.select(MEMBER_EMPLOYER.ID)
                    .from(MEMBER_EMPLOYER)
                    .where(MEMBER_EMPLOYER.MEMBER_NO.eq(memberNo), MEMBER_EMPLOYER.VALID_TO.isNull())
                    .fetchOne(MEMBER_EMPLOYER.ID);
            if ((employer == null) != (result == Result.NO_WORKPLACE)
                    || result == Result.NOT_REACHED && way == Way.PAPER) {
                throw new UnfitWorkplaceCheck();
            }
            db.insertInto(WORKPLACE_CHECK)
                    .set(WORKPLACE_CHECK.REF, UUID.randomUUID())
                    .set(WORKPLACE_CHECK.MEMBER_NO, memberNo)
                    .set(WORKPLACE_CHECK.EMPLOYER_ID, employer)
                    .set(WORKPLACE_CHECK.WAY, way.name())
                    .set(WORKPLACE_CHECK.RESULT, result.name())
                    .set(WORKPLACE_CHECK.CHECKED_BY, CurrentStaff.get().staffNo())
                    .set(WORKPLACE_CHECK.CHECKED_AT, time.now())
                    .execute();
            audit.append(AuditEntry.done(AuditAction.WORKPLACE_CHECKED)
                    .about(memberNo)
                    .by(id)
                    .because(result.name())
                    .with("request", request)
                    .with("way", way));
            return "DONE";
        });
    }

    private boolean isOpen(BureauInquiries.Purpose purpose, UUID request, MemberNo memberNo) {
        return db.select(inquiryHasOccasion(val(purpose.name()), val(request), val(memberNo.value())))
                .fetchSingle()
                .value1();
    }
}
