package jp.madoguchi.contact;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.policy.CheckState;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.policy.Rulebook;
import jp.madoguchi.policy.Situation;
import jp.madoguchi.policy.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says before a call which numbers of a member may be called now, and why others may not. */
@Service
@RolesAllowed(Permission.CONTACT_WRITE)
public class Calls {

    private static final String NOT_ON_FILE = "";

    private final CallRules rules;
    private final Rulebook rulebook;
    private final Settings settings;
    private final DatabaseTime time;
    private final AuditLog audit;

    Calls(CallRules rules, Rulebook rulebook, Settings settings, DatabaseTime time, AuditLog audit) {
        this.rules = rules;
        this.rulebook = rulebook;
        this.settings = settings;
        this.time = time;
        this.audit = audit;
    }

    /** The numbers on file, then one that is typed; digits are absent. The reading is recorded. */
    @Transactional
    public List<CallLine> lines(MemberNo memberNo, Call.Purpose purpose) {
        var now = time.now();
        var lines = new ArrayList<CallLine>();
        rules.numbers(memberNo)
                .forEach((line, digits) ->
                        lines.add(line(memberNo, line, digits.substring(digits.length() - 4), digits, purpose, now)));
        lines.add(line(memberNo, Call.Line.TYPED, null, NOT_ON_FILE, purpose, now));
        audit.append(AuditEntry.done(AuditAction.CAUTIONS_READ).about(memberNo).with("call_purpose", purpose));
        return lines;
    }

    /** The name under which the company is spoken of, to the member only (setting company.name). */
    @Transactional(readOnly = true)
    public String company() {
        return settings.words("company.name", time.now());
    }

    private CallLine line(
            MemberNo memberNo,
            Call.Line line,
            @Nullable String last4,
            String digits,
            Call.Purpose purpose,
            Instant now) {
        var obstacles = rules.obstacles(memberNo, digits, purpose, now);
        return new CallLine(
                line, last4, obstacles, forbidden(obstacles), last4 != null && rules.proves(memberNo, digits, now));
    }

    private @Nullable Reason forbidden(List<CallObstacle> obstacles) {
        var situation = new Situation(
                CurrentStaff.get(),
                Channel.PHONE_OUT,
                true,
                true,
                CheckState.NONE,
                CallRules.facts(obstacles, true),
                null);
        return rulebook.decide(Operation.CALL_OUT, situation) instanceof Verdict.Forbidden(var reason) ? reason : null;
    }
}
