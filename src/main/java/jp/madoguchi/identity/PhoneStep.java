package jp.madoguchi.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a check by phone stands: either it asks, or it has ended.
 *
 * @param questions what is to be asked, in order; empty when it has ended
 * @param othersLeft how many times a caller who does not know may get another question
 * @param renewal whether it renews a passed check
 * @param result how it ended; null while it asks
 */
public record PhoneStep(
        List<Question> questions,
        int othersLeft,
        boolean renewal,
        @Nullable CheckResult result) {

    /** @param position names it within the check */
    public record Question(int position, PhoneQuestion question) {}

    public PhoneStep {
        questions = List.copyOf(questions);
    }

    static PhoneStep ended(CheckResult result) {
        return new PhoneStep(List.of(), 0, false, result);
    }
}
