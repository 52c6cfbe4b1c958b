package jp.madoguchi.check;

import java.time.Duration;

/** Counts what a check saw; the last line of every check is "N passed, M failed". */
final class Tally {

    /** Something that throws an AssertionError, or anything else, when it does not hold. */
    interface Proof {
        void run() throws Exception;
    }

    private final long started = System.nanoTime();
    private int passed;
    private int failed;

    /** Prints what failed, and counts. */
    synchronized void that(boolean holds, String sentence) {
        if (holds) {
            passed++;
        } else {
            failed++;
            System.out.println("FAILED: " + sentence);
        }
    }

    /** Runs a proof and counts it. */
    void prove(String sentence, Proof proof) {
        try {
            proof.run();
            that(true, sentence);
        } catch (Exception | AssertionError broken) {
            that(false, sentence + ": " + broken);
        }
    }

    synchronized int failed() {
        return failed;
    }

    void progress(String sentence) {
        System.out.println(sentence);
    }

    /** Ends the process: 0 only when nothing failed and something passed. */
    void end() {
        System.out.println(
                "took " + Duration.ofNanos(System.nanoTime() - started).toSeconds() + " s");
        System.out.println(passed + " passed, " + failed + " failed");
        System.exit(failed == 0 && passed > 0 ? 0 : 1);
    }
}
