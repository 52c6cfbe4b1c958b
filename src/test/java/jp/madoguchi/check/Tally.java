package jp.madoguchi.check;

/** Counts what a check saw; the last line of every check is "N passed, M failed". */
final class Tally {

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

    void progress(String sentence) {
        System.out.println(sentence);
    }

    /** Ends the process: 0 only when nothing failed and something passed. */
    void end() {
        System.out.println(passed + " passed, " + failed + " failed");
        System.exit(failed == 0 && passed > 0 ? 0 : 1);
    }
}
