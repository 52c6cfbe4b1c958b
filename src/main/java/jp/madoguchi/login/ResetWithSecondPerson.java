package jp.madoguchi.login;

import java.time.Instant;
import java.util.List;
import jp.madoguchi.approval.ApprovedOperation;
import jp.madoguchi.approval.FactsChanged;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.Permission;
import org.springframework.stereotype.Component;

/** Starting a reset where the rulebook wants a second person (DOMAIN, decisions). */
@Component
class ResetWithSecondPerson implements ApprovedOperation {

    static final String CODE = "RESET_SECRET";

    private final ResetStarting starting;
    private final LockClearing clearing;

    ResetWithSecondPerson(ResetStarting starting, LockClearing clearing) {
        this.starting = starting;
        this.clearing = clearing;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String right() {
        return Permission.CREDENTIAL_RESET;
    }

    @Override
    public List<Change> describe(Waiting request) {
        var form = Json.read(request.payload(), Reset.class);
        return List.of(
                new Change(
                        Message.of("login.Reset.change.secret"),
                        Message.of("login.Reset.change.none"),
                        Message.of("code.credential_reset.secret." + form.secret())),
                new Change(
                        Message.of("login.Reset.change.delivery"),
                        Message.of("login.Reset.change.none"),
                        Message.of("code.credential_reset.delivery." + form.delivery())),
                new Change(
                        Message.of("login.Reset.change.reason"),
                        Message.of("login.Reset.change.none"),
                        Message.of("code.credential_reset.reason." + form.reason())));
    }

    @Override
    public void apply(Waiting request, Instant now) {
        var checkId = clearing.validCheck(request.contactNo(), now);
        if (checkId == null || !starting.factsOf(request.memberNo(), checkId).equals(request.facts())) {
            throw new FactsChanged();
        }
        starting.apply(
                request.memberNo(),
                request.contactNo(),
                request.maker(),
                checkId,
                Json.read(request.payload(), Reset.class),
                request.ref(),
                null);
    }
}
