package jp.madoguchi.card;

import static jp.madoguchi.db.madoguchi.Routines.validIdentityCheck;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.List;
import jp.madoguchi.approval.ApprovedOperation;
import jp.madoguchi.approval.FactsChanged;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.Permission;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/** Clearing the lock of a lost card where the rulebook wants a second person (DOMAIN, decisions). */
@Component
class ClearLossWithSecondPerson implements ApprovedOperation {

    static final String CODE = "CLEAR_LOSS";

    private final DSLContext db;
    private final LossEnd end;

    ClearLossWithSecondPerson(DSLContext db, LossEnd end) {
        this.db = db;
        this.end = end;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String right() {
        return Permission.LOCK_CLEAR;
    }

    @Override
    public List<Change> describe(Waiting request) {
        var form = Json.read(request.payload(), LossClearing.class);
        return List.of(
                new Change(
                        Message.of("card.change.card"),
                        Message.of("card.change.stopped"),
                        Message.of("card.change.open")),
                new Change(
                        Message.of("card.change.reason"),
                        Message.of("card.change.none"),
                        Message.of("code.login_lock.clear_reason." + form.reason())));
    }

    @Override
    public void apply(Waiting request, Instant now) {
        var checkId = db.select(validIdentityCheck(val(request.contactNo().value()), val(now, SQLDataType.INSTANT)))
                .fetchSingle()
                .value1();
        if (checkId == null || !end.factsOf(request.memberNo(), checkId).equals(request.facts())) {
            throw new FactsChanged();
        }
        end.apply(
                request.memberNo(),
                request.contactNo(),
                request.maker(),
                request.placeNo(),
                checkId,
                Json.read(request.payload(), LossClearing.class),
                request.ref(),
                null,
                now);
    }
}
