package jp.madoguchi.audit;

import jakarta.annotation.security.RolesAllowed;
import java.sql.SQLException;
import javax.sql.DataSource;
import jp.madoguchi.core.Permission;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Verifies the trail for whoever answers for it; that it was verified, and with what result, is recorded. */
@Service
@RolesAllowed(Permission.AUDIT_READ)
public class TrailVerification {

    private final DataSource longWork;
    private final AuditLog audit;

    TrailVerification(@Qualifier("longWork") DataSource longWork, AuditLog audit) {
        this.longWork = longWork;
        this.audit = audit;
    }

    @Transactional
    public Verification verify() {
        Verification verification;
        try {
            verification = Trail.verify(longWork);
        } catch (SQLException failure) {
            throw new DataAccessResourceFailureException("the trail could not be read", failure);
        }
        audit.append(AuditEntry.done(AuditAction.TRAIL_VERIFIED)
                .because(verification.isWhole() ? "WHOLE" : "DAMAGED")
                .with("entries", verification.entries())
                .with("findings", verification.findings().size()));
        return verification;
    }
}
