package jp.madoguchi.check;

import jp.madoguchi.InProcess;

/**
 * Decisions about limits that meet something else at the same moment: another decision, a withdrawal, a new certificate, the same
 * acceptance from many sides. Argument: how many rounds of each (250; acceptances come from eight sides).
 */
class DecisionRaces {

    private static final int CALLERS = 8;

    public static void main(String[] args) {
        var rounds = args.length > 0 ? Integer.parseInt(args[0]) : 250;
        var tally = new Tally();
        var console = InProcess.start();
        var limit = new LimitRounds(console.beans(), console::as);
        for (var i = 1; i <= rounds; i++) {
            tally.prove("two tabs approve, round " + i, limit::decideTwice);
            tally.prove("approved and withdrawn, round " + i, limit::decideOrWithdraw);
            tally.prove("approved while less income is proved, round " + i, limit::decideOrLessIncome);
            tally.prove(CALLERS + " acceptances, round " + i, () -> limit.acceptMany(CALLERS));
            if (i % 25 == 0) {
                tally.progress("round " + i + " of " + rounds);
            }
        }
        console.close();
        tally.end();
    }
}
