package jp.madoguchi.approval;

import java.time.Instant;
import java.util.List;
import jp.madoguchi.core.MemberNo;
import org.jspecify.annotations.Nullable;

/** A request with all that the second person looks at before deciding. */
public record ApprovalCase(
        ApprovalLine line,
        MemberNo memberNo,
        String memberName,
        List<String> reasons,
        List<ApprovedOperation.Change> changes,
        @Nullable CheckFacts check) {

    /** The identity check on which the maker acts. */
    public record CheckFacts(String method, Instant at, List<String> documents, int failedBefore) {}
}
