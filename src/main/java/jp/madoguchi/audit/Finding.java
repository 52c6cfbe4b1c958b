package jp.madoguchi.audit;

/**
 * A place in the trail that is not as it was written.
 *
 * @param seq place in the chain, from 1
 */
public record Finding(int chain, long seq, Fault fault) {

    /** What is wrong there. */
    public enum Fault {
        /** The columns do not give the hash: the entry was edited. */
        EDITED,
        /** The entry does not continue the one before it: something was put in, swapped or hashed anew. */
        LINK_BROKEN,
        /** An entry before this one is missing. */
        MISSING,
        /** The chain ends before its head, or after it: its tail was cut or added to. */
        HEAD_DIFFERS
    }
}
