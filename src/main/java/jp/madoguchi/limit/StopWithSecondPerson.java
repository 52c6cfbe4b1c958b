package jp.madoguchi.limit;

import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;

import java.time.Instant;
import java.util.List;
import jp.madoguchi.approval.ApprovedOperation;
import jp.madoguchi.approval.FactsChanged;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.Permission;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Stops borrowing once a supervisor or manager agreed to what was asked for at a counter or on the phone. */
@Component
class StopWithSecondPerson implements ApprovedOperation {

    static final String CODE = "STOP_BORROWING";

    private final DSLContext db;
    private final Cutting cutting;

    StopWithSecondPerson(DSLContext db, Cutting cutting) {
        this.db = db;
        this.cutting = cutting;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String right() {
        return Permission.BORROWING_STOP_AGREE;
    }

    @Override
    public List<Change> describe(Waiting request) {
        var form = Json.read(request.payload(), CutForm.class);
        return List.of(
                new Change(
                        Message.of("limit.cut.borrowing"),
                        Message.of("limit.cut.possible"),
                        Message.of("limit.cut.stopped")),
                new Change(
                        Message.of("limit.cut.reason"),
                        Message.of("limit.change.none"),
                        Message.of("code.limit_change.reason." + form.reason())));
    }

    @Override
    public void apply(Waiting request, Instant now) {
        var form = Json.read(request.payload(), CutForm.class);
        if (!db.fetchExists(
                CONTRACT,
                CONTRACT.MEMBER_NO.eq(request.memberNo()),
                CONTRACT.STATE.eq("ACTIVE"),
                CONTRACT.VERSION.eq(form.contractVersion()))) {
            throw new FactsChanged();
        }
        cutting.cut(request.memberNo(), form, request.maker(), request.ref());
    }
}
