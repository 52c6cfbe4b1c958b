package jp.madoguchi.audit;

import jakarta.annotation.security.RolesAllowed;
import jp.madoguchi.audit.Verifications.Occasion;
import jp.madoguchi.core.Permission;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Verifies the trail for whoever answers for it; that it was verified, and with what result, is recorded. */
@Service
@RolesAllowed(Permission.AUDIT_READ)
public class TrailVerification {

    private final Verifications verifications;

    TrailVerification(Verifications verifications) {
        this.verifications = verifications;
    }

    @Transactional
    public Verification verify() {
        var verification = verifications.verify();
        verifications.record(verification, Occasion.ON_DEMAND);
        return verification;
    }
}
