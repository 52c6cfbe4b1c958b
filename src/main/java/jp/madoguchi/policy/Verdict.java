package jp.madoguchi.policy;

import java.util.List;
import java.util.stream.Stream;
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

    /** Both at once: what one forbids is forbidden, and all reasons for a second person are collected. */
    default Verdict and(Verdict other) {
        return switch (this) {
            case Forbidden forbidden -> forbidden;
            case Allowed() -> other;
            case NeedsSecondPerson(var reasons) ->
                switch (other) {
                    case Forbidden forbidden -> forbidden;
                    case Allowed() -> this;
                    case NeedsSecondPerson(var more) ->
                        new NeedsSecondPerson(Stream.concat(reasons.stream(), more.stream())
                                .distinct()
                                .toList());
                };
        };
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
