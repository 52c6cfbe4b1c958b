package jp.madoguchi.takeover;

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

/** Clearing the lock for suspected takeover, which nobody does alone (DOMAIN, decisions). */
@Component
class ClearTakeoverWithSecondPerson implements ApprovedOperation {

    static final String CODE = "CLEAR_TAKEOVER";

    private final DSLContext db;
    private final TakeoverEnd end;

    ClearTakeoverWithSecondPerson(DSLContext db, TakeoverEnd end) {
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
        var form = Json.read(request.payload(), TakeoverClearing.class);
        return List.of(
                new Change(
                        Message.of("takeover.change.services"),
                        Message.of("takeover.change.locked"),
                        Message.of("takeover.change.open")),
                new Change(
                        Message.of("takeover.change.reason"),
                        Message.of("takeover.change.none"),
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
        end.apply(request, checkId, now);
    }
}
