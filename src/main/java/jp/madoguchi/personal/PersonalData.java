package jp.madoguchi.personal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.policy.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a member has registered: its periods with masked values (DOMAIN R31d), changes, reports that wait.
 *
 * @param reports what the member reported and nobody has seen to; unmasked once the member in front is checked
 * @param contact the reader's contact in front with the member
 */
public record PersonalData(List<Line> lines, List<Past> past, List<ReportLine> reports, Optional<OpenContact> contact) {

    /**
     * @param periods the latest first; nothing is overwritten
     * @param verdict what the rulebook says to a change of it here and now
     */
    public record Line(DataKind kind, List<Period> periods, Verdict verdict) {

        public Line {
            periods = List.copyOf(periods);
        }

        /** What is registered now; empty = nothing is. */
        Optional<Period> current() {
            return periods.stream().filter(period -> period.until() == null).findFirst();
        }

        /** Row id of what is registered now; null = nothing is. */
        @Nullable
        Long row() {
            return current().map(Period::row).orElse(null);
        }
    }

    /**
     * From when to when something was registered.
     *
     * @param until null = it still is
     * @param hint what may be seen of it before a check; empty for a workplace
     */
    public record Period(long row, Instant from, @Nullable Instant until, String hint) {}

    /**
     * A change, by staff or by rule on a report of the member.
     *
     * @param by name; null = by rule
     * @param contactNo null with it
     * @param reported whether it carried a report of the member out
     * @param document which document showed a new address; null = none was needed
     */
    public record Past(
            DataKind kind,
            Instant at,
            @Nullable String by,
            @Nullable String contactNo,
            boolean reported,
            @Nullable String document) {}

    public PersonalData {
        lines = List.copyOf(lines);
        past = List.copyOf(past);
        reports = List.copyOf(reports);
    }
}
