package jp.madoguchi.income;

import java.util.Optional;
import java.util.stream.Stream;

/** What only a reviewer can see; whoever accepts says that none of it is wrong. */
public enum Eye {
    /** Full name and person. */
    PERSON(AskReason.NAME_MISSING),
    /** Employer or payer is today's. */
    EMPLOYER(AskReason.FORMER_EMPLOYER),
    READABLE(AskReason.BLURRED),
    /** Nothing cut off, no page missing. */
    WHOLE(AskReason.CUT_OFF),
    /** Printed, or by hand with the seal of the company; nothing altered. */
    GENUINE(AskReason.NO_SEAL);

    private final AskReason proposes;

    Eye(AskReason proposes) {
        this.proposes = proposes;
    }

    /** The one that a line of the checks is about. */
    static Optional<Eye> ofKey(String key) {
        return Stream.of(values()).filter(eye -> key.equals("eye." + eye)).findFirst();
    }

    /** What is asked for when it is wrong. */
    AskReason proposes() {
        return proposes;
    }
}
