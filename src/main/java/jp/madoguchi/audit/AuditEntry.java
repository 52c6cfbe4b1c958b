package jp.madoguchi.audit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import org.jspecify.annotations.Nullable;

/** One entry before it is written; who and where are taken from the session by {@link AuditLog}. */
public record AuditEntry(
        AuditAction action,
        Outcome outcome,
        @Nullable MemberNo memberNo,
        @Nullable ContactNo contactNo,
        @Nullable OperationId operationId,
        @Nullable String reason,
        Map<String, Object> details) {

    public enum Outcome {
        DONE,
        REFUSED
    }

    public static AuditEntry done(AuditAction action) {
        return new AuditEntry(action, Outcome.DONE, null, null, null, null, Map.of());
    }

    public static AuditEntry refused(AuditAction action, String reason) {
        return new AuditEntry(action, Outcome.REFUSED, null, null, null, reason, Map.of());
    }

    public AuditEntry about(@Nullable MemberNo member) {
        return new AuditEntry(action, outcome, member, contactNo, operationId, reason, details);
    }

    public AuditEntry during(@Nullable ContactNo contact) {
        return new AuditEntry(action, outcome, memberNo, contact, operationId, reason, details);
    }

    public AuditEntry by(@Nullable OperationId operation) {
        return new AuditEntry(action, outcome, memberNo, contactNo, operation, reason, details);
    }

    public AuditEntry because(@Nullable String code) {
        return new AuditEntry(action, outcome, memberNo, contactNo, operationId, code, details);
    }

    /** Adds one fact; a null value is left out. */
    public AuditEntry with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        var more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new AuditEntry(action, outcome, memberNo, contactNo, operationId, reason, more);
    }

    /** Whom the lines of an answer show, each once, as the fact {@code members}; left out where they show nobody. */
    public <L> AuditEntry showing(Collection<L> lines, Function<L, @Nullable MemberNo> whom) {
        var members = lines.stream()
                .map(whom)
                .filter(Objects::nonNull)
                .map(MemberNo::value)
                .distinct()
                .toList();
        return with("members", members.isEmpty() ? null : members);
    }
}
