package jp.madoguchi.operation;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tries again, outside the transaction and with the same operation id, what the database rolled back by itself before the
 * commit: a serialization failure, a deadlock, a terminated backend. Three times at most, with growing random pauses.
 */
@Aspect
@Component
@Order(Retries.ORDER)
class Retries {

    static final int ORDER = 10;

    private static final int ATTEMPTS = 4;
    private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01", "57P01");

    // The first two terms sort out all other beans by their class; without them the start takes a minute.
    @Around("within(jp.madoguchi..*) && !within(com.vaadin.flow.component.Component+)"
            + " && execution(public * jp.madoguchi..*.*(..)) && (@within(org.springframework.transaction.annotation.Transactional)"
            + " || @annotation(org.springframework.transaction.annotation.Transactional))")
    Object retry(ProceedingJoinPoint call) throws Throwable {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return call.proceed();
        }
        for (var attempt = 1; ; attempt++) {
            try {
                return call.proceed();
            } catch (RuntimeException failure) {
                var state = sqlState(failure);
                if (attempt == ATTEMPTS || state == null || !ROLLED_BACK.contains(state)) {
                    throw failure;
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(5_000_000L, 25_000_000L << attempt));
            }
        }
    }

    private static @Nullable String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
