package jp.madoguchi.approval;

import com.vaadin.flow.component.Component;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Live;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The requests that a part of the screen shows to their maker. An announcement may be about anybody's request, or about none:
 * only news of one that is shown and waits has the part read again, for each such reading is recorded.
 */
public final class RequestWatch {

    private final Approvals approvals;
    private final Map<String, ApprovalLine> waiting = new HashMap<>();

    public RequestWatch(Component part, Approvals approvals, Announcements announcements, Runnable readAgain) {
        this.approvals = approvals;
        Live.refresh(part, listener -> announcements.listen(Announcements.Kind.APPROVAL, listener), () -> {
            if (isNews()) {
                readAgain.run();
            }
        });
    }

    /**
     * The latest request of the contact for one operation; from now on it counts as shown.
     *
     * @param contact of the person with the member, if there is one
     * @param right whose holder makes such requests
     */
    public Optional<ApprovalLine> latest(Optional<OpenContact> contact, String right, String code) {
        var latest = contact.filter(open -> CurrentStaff.get().may(right))
                .flatMap(open -> approvals.latestOf(open.contactNo(), code));
        waiting.remove(code);
        latest.filter(line -> line.decision() == null).ifPresent(line -> waiting.put(code, line));
        return latest;
    }

    boolean isNews() {
        try {
            return waiting.values().stream().anyMatch(this::isNews);
        } catch (DataAccessException | TransactionException unreachable) {
            return false;
        }
    }

    private boolean isNews(ApprovalLine shown) {
        var contactNo = shown.contactNo();
        return contactNo != null
                && approvals
                        .latestOf(contactNo, shown.operation())
                        .filter(latest -> !latest.equals(shown))
                        .isPresent();
    }
}
