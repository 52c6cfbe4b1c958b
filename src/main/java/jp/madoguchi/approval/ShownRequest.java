package jp.madoguchi.approval;

import java.util.Optional;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.CurrentStaff;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The latest request of a contact for one operation, as it stood when a part of the screen was made. */
public final class ShownRequest {

    private final Approvals approvals;
    private final Optional<OpenContact> contact;
    private final String right;
    private final String code;
    private final Optional<ApprovalLine> shown;

    /**
     * @param contact of the person with the member, if there is one
     * @param right whose holder makes such requests
     * @param code of the operation
     */
    public ShownRequest(Approvals approvals, Optional<OpenContact> contact, String right, String code) {
        this.approvals = approvals;
        this.contact = contact;
        this.right = right;
        this.code = code;
        this.shown = latest();
    }

    /** Waiting or decided; empty when none was made. */
    public Optional<ApprovalLine> line() {
        return shown;
    }

    /** Whether it still stands as it did; assumed while nobody can tell. */
    public boolean isUpToDate() {
        try {
            return shown.equals(latest());
        } catch (DataAccessException | TransactionException unreachable) {
            return true;
        }
    }

    private Optional<ApprovalLine> latest() {
        return contact.filter(open -> CurrentStaff.get().may(right))
                .flatMap(open -> approvals.latestOf(open.contactNo(), code));
    }
}
