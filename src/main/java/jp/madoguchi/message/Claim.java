package jp.madoguchi.message;

/** What came of looking for a message to send. */
sealed interface Claim {

    /** Nothing is due. */
    record Nothing() implements Claim {}

    /** One was due and is withheld or dead now, without being sent. */
    record Settled() implements Claim {}

    /**
     * The caller alone may send it, for the length of the lease.
     *
     * @param fence proves it when the outcome is written
     * @param leaseSeconds how long nobody else takes it
     */
    record Held(long id, long fence, int leaseSeconds, Letter letter) implements Claim {}
}
