package jp.madoguchi.identity;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What a caller can be asked about one member, and whether an answer is right; the answers themselves stay inside. */
final class KnownAnswers {

    private final Map<PhoneQuestion, Predicate<String>> rights;
    private final Set<PhoneQuestion> seen;

    /** @param seen what the agent has had on the screen or typed to find the member: never scored */
    KnownAnswers(Map<PhoneQuestion, Predicate<String>> rights, Set<PhoneQuestion> seen) {
        this.rights = Map.copyOf(rights);
        this.seen = Set.copyOf(seen);
    }

    Set<PhoneQuestion> askable() {
        var askable = EnumSet.noneOf(PhoneQuestion.class);
        askable.addAll(rights.keySet());
        askable.removeAll(seen);
        return askable;
    }

    Outcome compare(PhoneQuestion question, PhoneAnswer answer) {
        var said = answer.said();
        if (said == null) {
            return Outcome.NOT_KNOWN;
        }
        var right = rights.get(question);
        if (right == null || seen.contains(question)) {
            return Outcome.SEEN;
        }
        return right.test(said) ? Outcome.MATCHED : Outcome.DIFFERED;
    }

    /** Codes of phone_question.outcome. */
    enum Outcome {
        MATCHED,
        DIFFERED,
        NOT_KNOWN,
        /** Its answer has been on the agent's screen, or is no longer on file. */
        SEEN
    }
}
