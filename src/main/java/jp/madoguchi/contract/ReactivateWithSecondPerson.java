package jp.madoguchi.contract;

import static jp.madoguchi.db.madoguchi.Routines.validIdentityCheck;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.List;
import jp.madoguchi.approval.ApprovedOperation;
import jp.madoguchi.approval.FactsChanged;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.Permission;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/** Re-activating a member where the rulebook wants a second person (DOMAIN R31c). */
@Component
class ReactivateWithSecondPerson implements ApprovedOperation {

    static final String CODE = "REACTIVATE";

    private final DSLContext db;
    private final Reactivating reactivating;

    ReactivateWithSecondPerson(DSLContext db, Reactivating reactivating) {
        this.db = db;
        this.reactivating = reactivating;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String right() {
        return Permission.ACCOUNT_REACTIVATE;
    }

    @Override
    public List<Change> describe(Waiting request) {
        return List.of(
                new Change(
                        Message.of("contract.change.page"),
                        Message.of("contract.change.dormant"),
                        Message.of("contract.change.active")),
                new Change(
                        Message.of("contract.change.data"),
                        Message.of("contract.change.unknown"),
                        Message.of("contract.change.confirmed")));
    }

    @Override
    public void apply(Waiting request, Instant now) {
        var checkId = db.select(validIdentityCheck(val(request.contactNo().value()), val(now, SQLDataType.INSTANT)))
                .fetchSingle()
                .value1();
        if (checkId == null
                || !reactivating
                        .factsOf(request.memberNo(), request.contactNo(), checkId)
                        .equals(request.facts())) {
            throw new FactsChanged();
        }
        reactivating.apply(request.memberNo(), request.contactNo(), request.maker(), checkId, request.ref(), null);
    }
}
