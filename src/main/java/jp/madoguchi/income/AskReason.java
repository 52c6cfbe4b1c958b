package jp.madoguchi.income;

import java.util.List;
import java.util.stream.Stream;

/**
 * Why papers are not accepted. Each has its sentence to the member, {@code income.ask.NAME}, in Japanese: exactly what to send.
 */
public enum AskReason {
    BLURRED,
    CUT_OFF,
    PAGE_MISSING,
    NAME_MISSING,
    SUM_MISSING,
    TOO_OLD,
    TWO_MONTHS,
    FORMER_EMPLOYER,
    WRONG_PAPER,
    NO_SEAL,
    /** Another person's papers. */
    OTHER_PERSON,
    /** What is not counted as income, such as returns on investments. */
    NOT_COUNTED,
    ALTERED,
    /** The same papers once more. */
    DOUBLE;

    private static final List<AskReason> REFUSALS = List.of(OTHER_PERSON, NOT_COUNTED, ALTERED, DOUBLE);

    /** Whether nothing else is asked for: the papers are refused. */
    public boolean refuses() {
        return REFUSALS.contains(this);
    }

    static List<AskReason> of(boolean refusing) {
        return Stream.of(values())
                .filter(reason -> reason.refuses() == refusing)
                .toList();
    }
}
