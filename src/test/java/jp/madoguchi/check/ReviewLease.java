package jp.madoguchi.check;

import java.time.Duration;
import jp.madoguchi.InProcess;

/**
 * Reviewers at one queue: nobody gets what another has, a dead tab loses its papers in time and nothing that was typed, one
 * decision a case. Argument: how many rounds of each race (100).
 */
class ReviewLease {

    private static final int REVIEWERS = 8;
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final int DEAD_TABS = 5;

    public static void main(String[] args) {
        var rounds = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        var tally = new Tally();
        var console = InProcess.start();
        var review = new ReviewRounds(console.beans(), console::as);
        for (var i = 1; i <= rounds; i++) {
            tally.prove(REVIEWERS + " reviewers press next, round " + i, () -> review.next(REVIEWERS));
            tally.prove("one decides, one takes over, round " + i, review::decidedOrTakenOver);
            tally.prove("the same click twice, round " + i, review::sameClick);
            tally.prove("two tabs of one reviewer, round " + i, review::twoTabs);
            if (i % 20 == 0) {
                tally.progress("round " + i + " of " + rounds);
            }
        }
        review.leaseOf(LEASE);
        for (var i = 1; i <= DEAD_TABS; i++) {
            tally.prove("a tab dies, round " + i, () -> review.deadTab(LEASE));
        }
        console.close();
        tally.end();
    }
}
