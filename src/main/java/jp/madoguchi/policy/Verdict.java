package jp.madoguchi.policy;

import java.util.List;
import jp.madoguchi.core.Message;

/** What the rulebook says. */
public sealed interface Verdict {

    /** Go on, alone. */
    record Allowed() implements Verdict {}

    /** Go on after a second person has agreed; all reasons that hold, never none. */
    record NeedsSecondPerson(List<Reason> reasons) implements Verdict {
        public NeedsSecondPerson {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a second person is asked for without a reason");
            }
        }
    }

    /** Not possible; the reason carries the way out. */
    record Forbidden(Reason reason) implements Verdict {
        public Message what() {
            return Message.of("policy." + reason);
        }

        public Message next() {
            return Message.of("policy." + reason + ".next");
        }
    }
}
