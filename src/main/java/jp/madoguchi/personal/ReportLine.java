package jp.madoguchi.personal;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import jp.madoguchi.core.MemberNo;

/**
 * A report of a member that waits, before and after side by side.
 *
 * @param channel MEMBER_PAGE or APP
 * @param masked whether the values are cut to what may be seen before a check (DOMAIN R31d)
 * @param before what is registered now, by field names; empty = nothing is
 * @param after what the member reported, by the same names
 */
public record ReportLine(
        UUID ref,
        MemberNo memberNo,
        String memberName,
        DataKind kind,
        String channel,
        Instant reportedAt,
        WaitsFor waitsFor,
        boolean masked,
        Map<String, String> before,
        Map<String, String> after) {

    public ReportLine {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }
}
