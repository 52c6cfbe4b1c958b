package jp.madoguchi.personal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.policy.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a member has registered, without the values: they stand masked in the head of the page (DOMAIN R31d).
 *
 * @param contact the reader's contact in front with the member
 */
public record PersonalData(List<Line> lines, List<Past> past, Optional<OpenContact> contact) {

    /**
     * @param row id; null = nothing is registered
     * @param since null with it
     * @param verdict what the rulebook says to a change of it here and now
     */
    public record Line(
            DataKind kind, @Nullable Long row, @Nullable Instant since, Verdict verdict) {}

    /**
     * A change that staff made.
     *
     * @param by name
     */
    public record Past(DataKind kind, Instant at, String by, String contactNo) {}

    public PersonalData {
        lines = List.copyOf(lines);
        past = List.copyOf(past);
    }
}
