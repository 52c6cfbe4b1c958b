package jp.madoguchi.operation;

import static jp.madoguchi.db.madoguchi.Tables.OPERATION;

import jakarta.annotation.security.RolesAllowed;
import java.util.function.Supplier;
import jp.madoguchi.audit.Anchors;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * Receipts. The first statement of every write is the row of its operation: who comes second with the same id gets the
 * outcome of the first, and after a lost connection the screen can ask what came of it.
 */
@Component
public class Operations {

    /** What is known of an operation. */
    public sealed interface Receipt {
        /** It took effect, with this outcome as JSON. */
        record Done(String outcome) implements Receipt {}

        /** It did not take effect. */
        record NotDone() implements Receipt {}
    }

    private final DSLContext db;
    private final Anchors anchors;

    Operations(DSLContext db, Anchors anchors) {
        this.db = db;
        this.anchors = anchors;
    }

    /**
     * Does the work once for an id, within the caller's transaction.
     *
     * @param useCase name such as {@code login.Locks.clear}
     * @param type record of the outcome; kept as JSON
     * @throws jp.madoguchi.audit.TrailNotAnchored when the heads of the trail have not left the database for 30 minutes
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public <T> T once(OperationId id, String useCase, Class<T> type, Supplier<T> work) {
        anchors.require();
        var staff = CurrentStaff.get().staffNo();
        var first = db.insertInto(OPERATION)
                        .set(OPERATION.OPERATION_ID, id.value())
                        .set(OPERATION.USE_CASE, useCase)
                        .set(OPERATION.STAFF_NO, staff)
                        .onConflictDoNothing()
                        .execute()
                == 1;
        if (!first) {
            var outcome = db.select(OPERATION.OUTCOME)
                    .from(OPERATION)
                    .where(
                            OPERATION.OPERATION_ID.eq(id.value()),
                            OPERATION.STAFF_NO.eq(staff),
                            OPERATION.USE_CASE.eq(useCase))
                    .fetchOne(OPERATION.OUTCOME);
            if (outcome == null) {
                throw new IllegalStateException("operation " + id + " belongs to another click");
            }
            return Json.read(outcome, type);
        }
        var outcome = work.get();
        db.update(OPERATION)
                .set(OPERATION.OUTCOME, Json.write(outcome))
                .where(OPERATION.OPERATION_ID.eq(id.value()))
                .execute();
        return outcome;
    }

    /**
     * What came of an operation of the person who asks. Waits, for the lock time-out at most, while it is still running:
     * a probe with the same key queues behind it, and leaves no trace because it is rolled back.
     */
    @Transactional
    @RolesAllowed(Permission.SIGNED_IN)
    public Receipt receipt(OperationId id) {
        var staff = CurrentStaff.get().staffNo();
        var unknown = db.insertInto(OPERATION)
                        .set(OPERATION.OPERATION_ID, id.value())
                        .set(OPERATION.USE_CASE, "operation.Operations.receipt")
                        .set(OPERATION.STAFF_NO, staff)
                        .onConflictDoNothing()
                        .execute()
                == 1;
        if (unknown) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return new Receipt.NotDone();
        }
        var outcome = db.select(OPERATION.OUTCOME)
                .from(OPERATION)
                .where(OPERATION.OPERATION_ID.eq(id.value()), OPERATION.STAFF_NO.eq(staff))
                .fetchOne(OPERATION.OUTCOME);
        return outcome == null ? new Receipt.NotDone() : new Receipt.Done(outcome);
    }
}
