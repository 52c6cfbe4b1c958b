package jp.madoguchi.audit;

/**
 * A place in the trail that is not as it was written.
 *
 * @param chain the chain; {@link #NO_CHAIN} when an anchor itself is not right
 * @param from first place in the chain that is concerned, from 1
 * @param seq the place where it shows, and the last that is concerned; the number of the line or anchor when it is an anchor
 */
public record Finding(int chain, long from, long seq, Fault fault) {

    /** Of findings about anchors. */
    public static final int NO_CHAIN = -1;

    static Finding ofAnchor(long number, Fault fault) {
        return new Finding(NO_CHAIN, number, number, fault);
    }

    /** What is wrong there. */
    public enum Fault {
        /** The columns do not give the hash: the entry was edited. */
        EDITED,
        /** The place is taken twice: an entry was put in. */
        INSERTED,
        /** The entry does not continue the one before it: one of the two was hashed anew. */
        LINK_BROKEN,
        /** The entries before this one are missing. */
        MISSING,
        /** The chain ends before its head, or after it: its tail was cut or added to. */
        HEAD_DIFFERS,
        /** An anchor outside the database names an entry that is no longer there: the tail was cut, and the head moved back. */
        CUT,
        /** An anchor names another hash: everything from some place on was written and hashed anew, the heads too. */
        REWRITTEN,
        /** A line among the anchors was not signed with our key, or the two targets differ. */
        ANCHOR_FORGED,
        /** An anchor stands in no target any more. */
        ANCHOR_MISSING
    }
}
