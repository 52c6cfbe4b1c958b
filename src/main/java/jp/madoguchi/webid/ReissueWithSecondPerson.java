package jp.madoguchi.webid;

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

/** Re-issuing a Web-ID where the rulebook wants a second person (DOMAIN, decisions). */
@Component
class ReissueWithSecondPerson implements ApprovedOperation {

    static final String CODE = "REISSUE_WEB_ID";

    private final DSLContext db;
    private final WebIdReissuing reissuing;

    ReissueWithSecondPerson(DSLContext db, WebIdReissuing reissuing) {
        this.db = db;
        this.reissuing = reissuing;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String right() {
        return Permission.WEBID_REISSUE;
    }

    @Override
    public List<Change> describe(Waiting request) {
        var form = Json.read(request.payload(), Reissue.class);
        return List.of(
                new Change(
                        Message.of("webid.Reissue.change.web-id"),
                        Message.of("webid.Reissue.change.old"),
                        Message.of("webid.Reissue.change.new")),
                new Change(
                        Message.of("webid.Reissue.change.delivery"),
                        Message.of("webid.Reissue.change.none"),
                        Message.of("code.web_id.delivery." + form.delivery())),
                new Change(
                        Message.of("webid.Reissue.change.reason"),
                        Message.of("webid.Reissue.change.none"),
                        Message.of("code.web_id.reason." + form.reason())));
    }

    @Override
    public void apply(Waiting request, Instant now) {
        var checkId = db.select(validIdentityCheck(val(request.contactNo().value()), val(now, SQLDataType.INSTANT)))
                .fetchSingle()
                .value1();
        if (checkId == null || !reissuing.factsOf(request.memberNo(), checkId).equals(request.facts())) {
            throw new FactsChanged();
        }
        reissuing.apply(
                request.memberNo(),
                request.contactNo(),
                request.maker(),
                checkId,
                Json.read(request.payload(), Reissue.class),
                request.ref(),
                null);
    }
}
