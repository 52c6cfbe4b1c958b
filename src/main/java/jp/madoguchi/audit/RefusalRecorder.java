package jp.madoguchi.audit;

import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.regex.Pattern;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.OwnRecord;
import jp.madoguchi.core.Refused;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.reflect.MethodSignature;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A refusal is part of the trail and outlives its roll-back: it is recorded in a transaction of its own, after the one
 * that was refused has ended. If it cannot be recorded, it is still a refusal.
 */
@Aspect
@Component
@Order(RefusalRecorder.ORDER)
class RefusalRecorder {

    /** Outside method security (from 100 on) and transactions (lowest), inside the retries. */
    static final int ORDER = 50;

    private static final Logger LOG = LoggerFactory.getLogger(RefusalRecorder.class);

    /** Raised by the triggers that keep the bar on own records; its message ends with the member number. */
    private static final String BARRED = "MD004";

    private static final Pattern MEMBER_IN_MESSAGE = Pattern.compile("own record ([0-9]{9})\\b");

    private final AuditLog audit;
    private final TransactionTemplate transaction;

    RefusalRecorder(AuditLog audit, PlatformTransactionManager transactions) {
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRED);
    }

    // The first two terms sort out all other beans by their class; without them the start takes a minute.
    @Around("within(jp.madoguchi..*) && !within(com.vaadin.flow.component.Component+)"
            + " && execution(public * jp.madoguchi..*.*(..)) && (@within(jakarta.annotation.security.RolesAllowed)"
            + " || @annotation(jakarta.annotation.security.RolesAllowed))")
    Object record(ProceedingJoinPoint call) throws Throwable {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return call.proceed();
        }
        try {
            return call.proceed();
        } catch (Refused refused) {
            append(call, refused.reason(), refused instanceof OwnRecord own ? own.memberNo() : null);
            throw refused;
        } catch (AccessDeniedException denied) {
            append(call, "RIGHT_MISSING", null);
            throw denied;
        } catch (RuntimeException failure) {
            var own = ownRecord(failure);
            if (own == null) {
                throw failure;
            }
            append(call, own.reason(), own.memberNo());
            throw own;
        }
    }

    /** What the nets of the database caught: nothing is shown or changed of a member who is barred from the person. */
    private static @Nullable OwnRecord ownRecord(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && BARRED.equals(sql.getSQLState())) {
                var member = MEMBER_IN_MESSAGE.matcher(String.valueOf(sql.getMessage()));
                return new OwnRecord(member.find() ? new MemberNo(member.group(1)) : null);
            }
        }
        return null;
    }

    private void append(ProceedingJoinPoint call, String reason, @Nullable MemberNo about) {
        var entry = AuditEntry.refused(AuditAction.OPERATION_REFUSED, reason).with("operation", name(call));
        for (var argument : call.getArgs()) {
            entry = switch (argument) {
                case MemberNo member -> entry.about(member);
                case ContactNo contact -> entry.during(contact);
                case OperationId operation -> entry.by(operation);
                case null, default -> entry;
            };
        }
        var complete = about == null ? entry : entry.about(about);
        try {
            var staff = CurrentStaff.find().orElse(null);
            transaction.executeWithoutResult(status -> audit.append(complete, staff));
        } catch (RuntimeException failure) {
            LOG.error("a refusal of {} could not be recorded", name(call), failure);
        }
    }

    private static String name(ProceedingJoinPoint call) {
        Method method = ((MethodSignature) call.getSignature()).getMethod();
        var type = method.getDeclaringClass();
        var feature = type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
        return feature + "." + type.getSimpleName() + "." + method.getName();
    }
}
