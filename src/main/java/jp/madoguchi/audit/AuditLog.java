package jp.madoguchi.audit;

import static jp.madoguchi.db.madoguchi.Tables.AUDIT_ENTRY;
import static org.jooq.impl.DSL.insertInto;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.sql.KeptStatements;
import jp.madoguchi.sql.KeptStatements.Values;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Appends to the trail. Entries are kept until just before the commit and written then, so that the head of a chain is
 * locked for the shortest time and the entry stands or falls with what it tells of.
 */
@Component
public class AuditLog {

    private final KeptStatements statements;

    AuditLog(DSLContext db) {
        this.statements = new KeptStatements(db);
    }

    /** @throws IllegalStateException outside a read-write transaction: what is not recorded does not happen */
    public void append(AuditEntry entry) {
        append(entry, CurrentStaff.find().orElse(null));
    }

    /** The same for a person whose session does not stand yet, or for none. */
    public void append(AuditEntry entry, @Nullable StaffMember staff) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            throw new IllegalStateException("the trail is written within a read-write transaction");
        }
        pending().entries.add(new Signed(entry, staff));
    }

    private Pending pending() {
        for (var synchronization : TransactionSynchronizationManager.getSynchronizations()) {
            if (synchronization instanceof Pending pending) {
                return pending;
            }
        }
        var pending = new Pending();
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    private record Signed(AuditEntry entry, @Nullable StaffMember staff) {}

    private final class Pending implements TransactionSynchronization {

        private final List<Signed> entries = new ArrayList<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            entries.forEach(this::write);
            entries.clear();
        }

        private void write(Signed signed) {
            var entry = signed.entry();
            var staff = signed.staff();
            var place = staff == null ? null : staff.workplace();
            var row = new Row();
            row.set(
                    AUDIT_ENTRY.APPLICATION,
                    staff == null && entry.action() != AuditAction.SIGN_IN_FAILED ? "SYSTEM" : "CONSOLE");
            row.set(AUDIT_ENTRY.ACTION, entry.action().name());
            row.set(AUDIT_ENTRY.OUTCOME, entry.outcome().name());
            row.set(AUDIT_ENTRY.STAFF_NO, staff == null ? null : staff.staffNo().value());
            row.set(AUDIT_ENTRY.PLACE_NO, place == null ? null : place.placeNo().value());
            row.set(
                    AUDIT_ENTRY.CONTACT_NO,
                    entry.contactNo() == null ? null : entry.contactNo().value());
            row.set(
                    AUDIT_ENTRY.MEMBER_NO,
                    entry.memberNo() == null ? null : entry.memberNo().value());
            row.set(
                    AUDIT_ENTRY.OPERATION_ID,
                    entry.operationId() == null ? null : entry.operationId().value());
            row.set(AUDIT_ENTRY.REASON, entry.reason());
            row.set(AUDIT_ENTRY.DETAILS, Json.write(entry.details()));
            var written = statements
                    .change(AUDIT_ENTRY, () -> insertInto(AUDIT_ENTRY).set(row.places), row.values)
                    .execute();
            if (written != 1) {
                throw new IncorrectUpdateSemanticsDataAccessException("the trail did not take an entry");
            }
        }
    }

    /** The columns of an entry, each with the place of its value. */
    private static final class Row {

        private final Values values = new Values();
        private final Map<Field<?>, Field<?>> places = new LinkedHashMap<>();

        <T> void set(Field<T> column, @Nullable T value) {
            places.put(column, values.put(column.getName(), column, value));
        }
    }
}
