package jp.madoguchi.check;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import jp.madoguchi.InProcess;

/**
 * The ledger: random histories in parallel through the functions of the member site, and everybody at once at one contract; then every row
 * goes on from the one before it, and the balance of every contract is the sum of its rows. Arguments: histories (400), movements of each (60).
 */
class Ledger {

    private static final int CALLERS = 8;

    public static void main(String[] args) throws Exception {
        var rounds = args.length > 0 ? Integer.parseInt(args[0]) : 400;
        var steps = args.length > 1 ? Integer.parseInt(args[1]) : 60;
        var tally = new Tally();
        var console = InProcess.start();
        var next = new AtomicInteger();
        AtOnce.run(IntStream.range(0, 4)
                .<Callable<Integer>>mapToObj(side -> () -> {
                    var ledger = new LedgerHistories(console.beans(), console::as);
                    int round;
                    while ((round = next.incrementAndGet()) <= rounds) {
                        var seed = round;
                        tally.prove("history " + seed, () -> ledger.years(seed, steps));
                        if (round % 100 == 0) {
                            tally.progress("history " + round + " of " + rounds);
                        }
                    }
                    return side;
                })
                .toList());
        var ledger = new LedgerHistories(console.beans(), console::as);
        for (var i = 1; i <= rounds / 10; i++) {
            tally.prove(3 * CALLERS + " at once, round " + i, () -> ledger.atOnce(CALLERS));
        }
        tally.prove("a member of 20 years and 5,000 transactions opens as one of ten", ledger::opening);
        tally.prove("nobody may change a row", ledger::isFinal);
        tally.prove("every balance is the sum of its rows", ledger::allHold);
        console.close();
        tally.end();
    }
}
