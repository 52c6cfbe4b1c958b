package jp.madoguchi.check;

import jp.madoguchi.InProcess;

/**
 * Races at a lock: two clerks clear it, one click is sent twice, the member tries while it is cleared, two hundred wrong
 * passwords arrive at once. Argument: how many rounds of each (200).
 */
class UnlockRaces {

    private static final int ATTEMPTS = 200;

    public static void main(String[] args) {
        var rounds = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        var tally = new Tally();
        var console = InProcess.start();
        var races = new Races(console.beans(), console::as);
        for (var i = 1; i <= rounds; i++) {
            var matched = i % 2 == 0;
            tally.prove("two clerks, round " + i, races::twoClerks);
            tally.prove("the same click twice, round " + i, races::sameClick);
            tally.prove("an attempt during the clearing, round " + i, () -> races.attemptDuringClearing(matched));
            if (i % 20 == 1) {
                tally.prove(ATTEMPTS + " failures at once, round " + i, () -> races.failures(ATTEMPTS));
                tally.progress("round " + i + " of " + rounds);
            }
        }
        console.close();
        tally.end();
    }
}
