package jp.madoguchi.debit;

import static jp.madoguchi.db.madoguchi.Routines.changeBankService;
import static jp.madoguchi.db.madoguchi.Routines.validIdentityCheck;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import jp.madoguchi.approval.ApprovedOperation;
import jp.madoguchi.approval.FactsChanged;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.Permission;
import jp.madoguchi.message.MessageKind;
import jp.madoguchi.message.Outbox;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Bank account, direct debit or due-date mail: carried out by the second person, while what is on is as it was seen. */
@Component
class ChangeBankService implements ApprovedOperation {

    static final String CODE = "CHANGE_BANK_SERVICE";

    private final DSLContext db;
    private final ServiceRows rows;
    private final Outbox outbox;
    private final AuditLog audit;

    ChangeBankService(DSLContext db, ServiceRows rows, Outbox outbox, AuditLog audit) {
        this.db = db;
        this.rows = rows;
        this.outbox = outbox;
        this.audit = audit;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String right() {
        return Permission.CONTACT_DATA_CHANGE;
    }

    @Override
    public List<Change> describe(Waiting request) {
        var form = Json.read(request.payload(), ServiceForm.class);
        var before = Message.of(form.replaces() == null ? "debit.change.off" : "debit.change.on");
        var lines = new ArrayList<Change>();
        var on = form.on();
        if (on == null) {
            lines.add(new Change(Message.of("debit.kind." + form.kind()), before, Message.of("debit.change.off")));
        } else {
            switch (form.kind()) {
                case BANK_ACCOUNT ->
                    lines.add(new Change(
                            Message.of("debit.kind." + form.kind()),
                            before,
                            Message.of("debit.change.account", told(on.bank()), told(on.branch()), told(on.last3()))));
                case DIRECT_DEBIT -> {
                    lines.add(new Change(
                            Message.of("debit.kind." + form.kind()), before, Message.of("debit.change.now-on")));
                    rows.movedDueDay(request.memberNo())
                            .ifPresent(moved -> lines.add(new Change(
                                    Message.of("debit.due-day"),
                                    Message.of("debit.due-day." + moved.from()),
                                    Message.of("debit.due-day." + moved.to()))));
                }
                case DUE_DATE_MAIL ->
                    lines.add(new Change(
                            Message.of("debit.kind." + form.kind()),
                            before,
                            Message.of("debit.change.days", told(on.daysBefore()))));
            }
        }
        lines.add(new Change(
                Message.of("debit.reason"),
                Message.of("debit.change.none"),
                Message.of("debit.reason." + form.reason())));
        return List.copyOf(lines);
    }

    /** What the use case has filled in by the kind. */
    private static Object told(@Nullable Object value) {
        return Objects.requireNonNull(value);
    }

    @Override
    public void apply(Waiting request, Instant now) {
        var form = Json.read(request.payload(), ServiceForm.class);
        var memberNo = request.memberNo();
        var checkId = db.select(validIdentityCheck(val(request.contactNo().value()), val(now, SQLDataType.INSTANT)))
                .fetchSingle()
                .value1();
        if (checkId == null || !rows.isAsSeen(memberNo, form)) {
            throw new FactsChanged();
        }
        var ref = UUID.randomUUID();
        var on = form.on();
        var at = db.select(changeBankService(
                        val(ref),
                        val(request.contactNo().value()),
                        val(checkId),
                        val(request.maker().value()),
                        val(form.kind().name()),
                        val(form.reason().name()),
                        val(on == null ? null : JSONB.jsonb(Json.write(on)), SQLDataType.JSONB),
                        val(form.replaces()),
                        val(request.ref())))
                .fetchSingle()
                .value1();
        outbox.tell(memberNo, MessageKind.BANK_SERVICE_CHANGED, Map.of("changed_at", at), at);
        audit.append(AuditEntry.done(AuditAction.BANK_SERVICE_CHANGED)
                .about(memberNo)
                .during(request.contactNo())
                .because(form.reason().name())
                .with("kind", form.kind().name())
                .with("change", ref)
                .with("by", request.maker().value())
                .with("approval", request.ref()));
    }
}
