package jp.madoguchi.ui;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jp.madoguchi.core.FactorNeeded;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Refused;
import jp.madoguchi.operation.Operations;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Runs a use case for a screen and turns every end of it into words. When the connection is lost in the middle of a
 * write, it says that the outcome is not known yet and asks for the receipt until it is. Where a use case wants the second factor
 * fresh, it is asked for and the same click goes on with the same operation id.
 */
@Component
public class Work {

    private static final Logger LOG = LoggerFactory.getLogger(Work.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Operations operations;
    private final ObjectProvider<FactorPrompt> factor;

    Work(Operations operations, ObjectProvider<FactorPrompt> factor) {
        this.operations = operations;
        this.factor = factor;
    }

    /** A reading, or a write that may be repeated without harm. What was typed stays on the screen. */
    public <T> void read(MessagePanel panel, Supplier<T> useCase, Consumer<T> then) {
        panel.clear();
        T answer;
        try {
            answer = useCase.get();
        } catch (FactorNeeded needed) {
            panel.refused(needed);
            factor.ifAvailable(prompt -> prompt.ask(() -> read(panel, useCase, then)));
            return;
        } catch (Refused refused) {
            panel.problem(t(refused.what()), MessagePanel.Saved.NOTHING, t(refused.next()), refused.code());
            return;
        } catch (AccessDeniedException denied) {
            panel.denied();
            return;
        } catch (DataAccessException | TransactionException failure) {
            LOG.warn("a reading failed: {}", failure.getClass().getSimpleName());
            panel.problem(t("message.database"), MessagePanel.Saved.NOTHING, t("message.database.next"), "SHELL-001");
            return;
        }
        then.accept(answer);
    }

    /**
     * A write with its operation id.
     *
     * @param then what the screen does with the outcome
     * @param doneAfterAll what the screen does when the connection was lost and the receipt says that it took effect
     */
    public <T> void write(
            MessagePanel panel, OperationId id, Supplier<T> useCase, Consumer<T> then, Runnable doneAfterAll) {
        panel.clear();
        T answer;
        try {
            answer = useCase.get();
        } catch (FactorNeeded needed) {
            panel.refused(needed);
            factor.ifAvailable(prompt -> prompt.ask(() -> write(panel, id, useCase, then, doneAfterAll)));
            return;
        } catch (Refused refused) {
            panel.refused(refused);
            return;
        } catch (AccessDeniedException denied) {
            panel.denied();
            return;
        } catch (DataAccessException | TransactionException failure) {
            LOG.warn(
                    "operation {} has an unknown outcome: {}",
                    id,
                    failure.getClass().getSimpleName());
            panel.problem(t("message.unknown"), MessagePanel.Saved.UNKNOWN, t("message.unknown.next"), "SHELL-002");
            followUp(panel, id, doneAfterAll);
            return;
        }
        then.accept(answer);
    }

    private void followUp(MessagePanel panel, OperationId id, Runnable doneAfterAll) {
        var ui = UI.getCurrent();
        var security = SecurityContextHolder.getContext();
        Thread.ofVirtual().name("receipt-" + id).start(() -> {
            SecurityContextHolder.setContext(security);
            var receipt = ask(id);
            if (receipt == null || !ui.isAttached()) {
                return;
            }
            ui.access(() -> {
                switch (receipt) {
                    case Operations.Receipt.Done done -> {
                        panel.good(t("message.receipt.done"), "");
                        doneAfterAll.run();
                    }
                    case Operations.Receipt.NotDone notDone ->
                        panel.problem(
                                t("message.receipt.not-done"),
                                MessagePanel.Saved.NO,
                                t("message.receipt.not-done.next"),
                                "SHELL-003");
                }
            });
        });
    }

    private Operations.@Nullable Receipt ask(OperationId id) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            try {
                return operations.receipt(id);
            } catch (DataAccessException | TransactionException notYet) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        return null;
    }
}
