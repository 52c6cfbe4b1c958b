package jp.madoguchi.contract;

import static jp.madoguchi.db.madoguchi.Routines.cancelContractOnRequest;
import static jp.madoguchi.db.madoguchi.Routines.validIdentityCheck;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.List;
import jp.madoguchi.approval.ApprovedOperation;
import jp.madoguchi.approval.FactsChanged;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.Permission;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Ends the contract that a member wants to end, once a second person agreed. */
@Component
class CancelWithSecondPerson implements ApprovedOperation {

    static final String CODE = "CANCEL_CONTRACT";

    private final DSLContext db;
    private final AuditLog audit;

    CancelWithSecondPerson(DSLContext db, AuditLog audit) {
        this.db = db;
        this.audit = audit;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String right() {
        return Permission.CONTRACT_CANCEL;
    }

    @Override
    public List<Change> describe(Waiting request) {
        return List.of(
                new Change(
                        Message.of("contract.change.contract"),
                        Message.of("code.contract.state.ACTIVE"),
                        Message.of("code.contract.state.CANCELLED_BY_MEMBER")),
                new Change(
                        Message.of("contract.change.login"),
                        Message.of("contract.change.login.works"),
                        Message.of("contract.change.login.ends")));
    }

    @Override
    public void apply(Waiting request, Instant now) {
        var checkId = db.select(validIdentityCheck(val(request.contactNo().value()), val(now, SQLDataType.INSTANT)))
                .fetchSingle()
                .value1();
        if (checkId == null || !factsOf(request.memberNo(), checkId).equals(request.facts())) {
            throw new FactsChanged();
        }
        db.select(cancelContractOnRequest(
                        val(request.contactNo().value()),
                        val(checkId),
                        val(request.maker().value()),
                        val(request.ref())))
                .fetchSingle();
        audit.append(AuditEntry.done(AuditAction.CONTRACT_CANCELLED)
                .about(request.memberNo())
                .during(request.contactNo())
                .because("MEMBER_REQUEST")
                .with("check_id", checkId)
                .with("cancelled_by", request.maker().value())
                .with("request", request.ref()));
    }

    /** What a request rests on: the contract as it stands, that nothing is owed, the identity check. */
    String factsOf(MemberNo memberNo, @Nullable Long checkId) {
        return db.select(
                        CONTRACT.ID,
                        CONTRACT.STATE,
                        CONTRACT.VERSION,
                        CONTRACT.BALANCE,
                        CONTRACT.UNPAID_CHARGES,
                        CONTRACT.MOVED_ON)
                .from(CONTRACT)
                .where(CONTRACT.MEMBER_NO.eq(memberNo))
                .orderBy(CONTRACT.STARTED_ON.desc(), CONTRACT.ID.desc())
                .limit(1)
                .fetchSingle(row -> "contract=" + row.value1() + ";state=" + row.value2() + ";version=" + row.value3()
                        + ";balance=" + row.value4() + ";charges=" + row.value5() + ";moved=" + row.value6()
                        + ";check=" + checkId);
    }
}
