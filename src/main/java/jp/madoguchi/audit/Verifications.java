package jp.madoguchi.audit;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Verifies the trail, every night at 03:40 and when somebody asks; that it was verified, and with what result, is recorded. */
@Component
class Verifications {

    private static final Logger LOG = LoggerFactory.getLogger(Verifications.class);
    private static final int TOLD = 20;

    private final DataSource longWork;
    private final Anchors anchors;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private volatile @Nullable Verification last;

    Verifications(
            @Qualifier("longWork") DataSource longWork,
            Anchors anchors,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.longWork = longWork;
        this.anchors = anchors;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Why it is verified. */
    enum Occasion {
        NIGHTLY,
        ON_DEMAND
    }

    @Scheduled(cron = "0 40 3 * * *", zone = "Asia/Tokyo")
    void nightly() {
        try {
            var verification = verify();
            transaction.executeWithoutResult(status -> record(verification, Occasion.NIGHTLY));
            if (!verification.isWhole()) {
                LOG.error("the trail is not as it was written: {}", words(verification.findings()));
            }
        } catch (DataAccessException | TransactionException failure) {
            LOG.error("the trail could not be verified: {}", failure.getClass().getSimpleName());
        }
    }

    /** Takes seconds for a million entries; nothing is recorded yet. */
    Verification verify() {
        try (var connection = longWork.getConnection()) {
            var kept = anchors.kept();
            var verification = Trail.verify(connection, kept.lines().values(), kept.findings());
            last = verification;
            return verification;
        } catch (IOException | SQLException failure) {
            throw new DataAccessResourceFailureException("the trail or its anchors could not be read", failure);
        }
    }

    /** Within the caller's transaction. */
    void record(Verification verification, Occasion occasion) {
        audit.append(AuditEntry.done(AuditAction.TRAIL_VERIFIED)
                .because(verification.isWhole() ? "WHOLE" : "DAMAGED")
                .with("occasion", occasion)
                .with("entries", verification.entries())
                .with("anchors", verification.anchors())
                .with("findings", verification.findings().size())
                .with("places", verification.isWhole() ? null : words(verification.findings())));
    }

    /** The last one of this node. */
    @Nullable
    Verification last() {
        return last;
    }

    private static String words(List<Finding> findings) {
        return findings.stream()
                .limit(TOLD)
                .map(finding -> finding.fault() + " " + finding.chain() + ":" + finding.from() + "-" + finding.seq())
                .collect(Collectors.joining(", "));
    }
}
