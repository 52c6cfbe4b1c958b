package jp.madoguchi.income;

/** Why a second person looks at an acceptance before it takes effect. */
public enum SecondLookCause {
    /** Drawn: setting {@code income.second_look_percent}. */
    SHARE,
    /** The income differs much from that on file: setting {@code income.jump_percent}. */
    JUMP
}
