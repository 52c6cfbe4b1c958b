package jp.madoguchi.lending;

import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Yen;
import jp.madoguchi.operation.Settings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Inquiries at the credit bureau. The inquiry is committed before the bureau is asked and its answer after, so that no
 * transaction waits for the bureau and no inquiry is without its record. There is no free inquiry: each names its occasion.
 */
@Service
@RolesAllowed({Permission.RESTRICTED_READ, BureauInquiries.IN_CASE})
public class BureauInquiries {

    private static final Logger LOG = LoggerFactory.getLogger(BureauInquiries.class);

    static final String IN_CASE = Permission.RESTRICTED_READ + ":CASE";

    private final Bureau bureau;
    private final BureauRecords records;
    private final Settings settings;

    BureauInquiries(Bureau bureau, BureauRecords records, Settings settings) {
        this.bureau = bureau;
        this.records = records;
        this.settings = settings;
    }

    /** What a bureau may be asked for. */
    public enum Purpose {
        LIMIT_CASE,
        PERIODIC_REVIEW,
        LIFT_STOP
    }

    public enum Outcome {
        ANSWERED,
        TIMED_OUT,
        UNAVAILABLE
    }

    /**
     * What came of an inquiry; the last facts are null unless the bureau answered.
     *
     * @param balance owed to other moneylenders
     * @param lenders to how many
     * @param defaultOnFile whether a default (異動) is on file
     * @param selfExcluded whether the member asked lenders not to lend (貸付自粛)
     */
    public record Answer(
            UUID inquiry,
            MemberNo memberNo,
            Instant askedAt,
            Outcome outcome,
            @Nullable Yen balance,
            @Nullable Integer lenders,
            @Nullable Boolean defaultOnFile,
            @Nullable Boolean selfExcluded,
            Instant answeredAt) {}

    /**
     * Asks, and waits for the answer as long as the setting {@code limit.bureau_seconds} says; not within a transaction.
     *
     * @param occasion the open case, the run of the periodic review or the lifting of a stop
     * @throws NoOccasion when there is no such occasion now, or it is not about the member
     * @throws IllegalStateException within a transaction
     */
    public Answer ask(OperationId id, Purpose purpose, UUID occasion, MemberNo memberNo) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("no transaction waits for a bureau");
        }
        var question = records.begin(id, purpose, occasion, memberNo);
        return records.answer(question.ref()).orElseGet(() -> ask(question));
    }

    /** All answers for an occasion, newest first. The reading is recorded. */
    public List<Answer> of(UUID occasion) {
        return records.read(occasion);
    }

    private Answer ask(Bureau.Question question) {
        var patience = Duration.ofSeconds(settings.number("limit.bureau_seconds", records.now()));
        var asking = new FutureTask<>(() -> bureau.ask(question));
        Thread.ofVirtual().name("bureau-" + question.ref()).start(asking);
        try {
            return records.end(question, Outcome.ANSWERED, asking.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            asking.cancel(true);
            return records.end(question, Outcome.TIMED_OUT, null);
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof Bureau.Unavailable)) {
                LOG.warn("the bureau failed", failed.getCause());
            }
            return records.end(question, Outcome.UNAVAILABLE, null);
        } catch (InterruptedException stopped) {
            asking.cancel(true);
            var answer = records.end(question, Outcome.TIMED_OUT, null);
            Thread.currentThread().interrupt();
            return answer;
        }
    }
}
