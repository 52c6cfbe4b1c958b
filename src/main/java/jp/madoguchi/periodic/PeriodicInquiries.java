package jp.madoguchi.periodic;

import static jp.madoguchi.db.madoguchi.Tables.BUREAU_INQUIRY;
import static jp.madoguchi.db.madoguchi.Tables.PERIODIC_REVIEW;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectCount;

import jakarta.annotation.security.RolesAllowed;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.lending.BureauInquiries;
import jp.madoguchi.lending.BureauInquiries.Outcome;
import jp.madoguchi.operation.Announcements;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks the bureau for all reviews that are due, one after the other, in the name of whoever started it; goes on where it was
 * stopped, for what has an answer is not asked for again. Five failures in a row end the round: the bureau is not there.
 */
@Service
@RolesAllowed(Permission.LIMIT_DECIDE)
public class PeriodicInquiries implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(PeriodicInquiries.class);
    private static final int FAILURES_IN_A_ROW = 5;
    private static final int TOLD_EVERY = 20;

    private final DSLContext db;
    private final BureauInquiries bureau;
    private final PeriodicCases cases;
    private final Announcements announcements;
    private final TransactionTemplate transaction;
    private final AtomicReference<@Nullable Round> round = new AtomicReference<>();

    PeriodicInquiries(
            DSLContext db,
            BureauInquiries bureau,
            PeriodicCases cases,
            Announcements announcements,
            TransactionTemplate transaction) {
        this.db = db;
        this.bureau = bureau;
        this.cases = cases;
        this.announcements = announcements;
        this.transaction = transaction;
    }

    /**
     * A round on this node.
     *
     * @param answered how many answers came
     * @param failed how many did not, in time or at all
     * @param isOver whether it has ended
     */
    public record Round(int answered, int failed, boolean isOver, boolean isStopped) {}

    /** The round that runs here, else the last; empty = none since the start. */
    public Optional<Round> round() {
        return Optional.ofNullable(round.get());
    }

    /** @return false when a round runs here already */
    public boolean start() {
        var last = round.get();
        if (last != null && !last.isOver() || !round.compareAndSet(last, new Round(0, 0, false, false))) {
            return false;
        }
        Thread.ofVirtual().name("periodic-review").start(new DelegatingSecurityContextRunnable(this::askAll));
        return true;
    }

    /** Ends the round after the inquiry that it is at. */
    public void stop() {
        round.updateAndGet(
                now -> now == null || now.isOver() ? now : new Round(now.answered(), now.failed(), false, true));
    }

    @Override
    public void destroy() {
        stop();
    }

    private record Due(UUID ref, MemberNo memberNo, LocalDate dueBy, int asked) {}

    private void askAll() {
        var inARow = 0;
        Due last = null;
        try {
            while (inARow < FAILURES_IN_A_ROW && isRunning()) {
                var due = following(last).orElse(null);
                if (due == null) {
                    return;
                }
                var answered = ask(due);
                inARow = answered ? 0 : inARow + 1;
                count(answered);
                last = due;
            }
        } catch (RuntimeException failure) {
            LOG.warn(
                    "the inquiries of the periodic review stopped: {}",
                    failure.getClass().getSimpleName());
        } finally {
            round.updateAndGet(
                    now -> now == null ? null : new Round(now.answered(), now.failed(), true, now.isStopped()));
            tell();
        }
    }

    private boolean isRunning() {
        var now = round.get();
        return now != null && !now.isStopped();
    }

    private void count(boolean answered) {
        var now = round.updateAndGet(before -> before == null
                ? null
                : new Round(
                        before.answered() + (answered ? 1 : 0),
                        before.failed() + (answered ? 0 : 1),
                        false,
                        before.isStopped()));
        if (now != null && (now.answered() + now.failed()) % TOLD_EVERY == 0) {
            tell();
        }
    }

    private void tell() {
        transaction.executeWithoutResult(status -> announcements.tell(Announcements.Kind.PERIODIC));
    }

    private Optional<Due> following(@Nullable Due last) {
        return db.select(
                        PERIODIC_REVIEW.REF,
                        PERIODIC_REVIEW.MEMBER_NO,
                        PERIODIC_REVIEW.DUE_BY,
                        field(selectCount()
                                .from(BUREAU_INQUIRY)
                                .where(BUREAU_INQUIRY.OCCASION_REF.eq(PERIODIC_REVIEW.REF))))
                .from(PERIODIC_REVIEW)
                .where(PERIODIC_REVIEW.STATE.eq("DUE"))
                .and(
                        last == null
                                ? org.jooq.impl.DSL.noCondition()
                                : row(PERIODIC_REVIEW.DUE_BY, PERIODIC_REVIEW.REF)
                                        .gt(last.dueBy(), last.ref()))
                .orderBy(PERIODIC_REVIEW.DUE_BY, PERIODIC_REVIEW.REF)
                .limit(1)
                .fetchOptional(Records.mapping(Due::new));
    }

    /** Two rounds that come to the same review at the same time make one inquiry: both give it the same name. */
    private boolean ask(Due due) {
        var id = new OperationId(
                UUID.nameUUIDFromBytes((due.ref() + "/" + due.asked()).getBytes(StandardCharsets.US_ASCII)));
        var answer = bureau.ask(id, BureauInquiries.Purpose.PERIODIC_REVIEW, due.ref(), due.memberNo());
        if (answer.outcome() != Outcome.ANSWERED) {
            return false;
        }
        cases.look(due.ref());
        return true;
    }
}
