package jp.madoguchi.login;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jp.madoguchi.approval.ApprovedOperation;
import jp.madoguchi.approval.FactsChanged;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.Permission;
import org.springframework.stereotype.Component;

/** Clearing a lock where the rulebook wants a second person (DOMAIN, decisions). */
@Component
class ClearLockWithSecondPerson implements ApprovedOperation {

    static final String CODE = "CLEAR_LOCK";

    private final LockClearing clearing;

    ClearLockWithSecondPerson(LockClearing clearing) {
        this.clearing = clearing;
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
        var form = Json.read(request.payload(), Clearing.class);
        var changes = new ArrayList<Change>();
        changes.add(new Change(
                Message.of("login.ClearLock.change.lock"),
                Message.of("login.ClearLock.change.locked"),
                Message.of("login.ClearLock.change.cleared")));
        changes.add(new Change(
                Message.of("login.ClearLock.change.reason"),
                Message.of("login.ClearLock.change.none"),
                Message.of("code.login_lock.clear_reason." + form.reason())));
        if (form.reset() != null) {
            changes.add(new Change(
                    Message.of("login.ClearLock.change.reset"),
                    Message.of("login.ClearLock.change.none"),
                    Message.of("code.credential_reset.secret." + form.reset())));
        }
        return changes;
    }

    @Override
    public void apply(Waiting request, Instant now) {
        var checkId = clearing.validCheck(request.contactNo(), now);
        var facts = clearing.factsOf(request.memberNo(), checkId);
        if (!facts.equals(request.facts())) {
            throw new FactsChanged();
        }
        clearing.apply(
                request.memberNo(),
                request.contactNo(),
                request.maker(),
                request.placeNo(),
                Json.read(request.payload(), Clearing.class),
                checkId,
                request.ref(),
                null,
                now);
    }
}
