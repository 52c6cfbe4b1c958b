package jp.madoguchi.check;

import jp.madoguchi.Connections;
import jp.madoguchi.InProcess;
import jp.madoguchi.check.RetentionCases.Kind;
import jp.madoguchi.check.RetentionCases.Situation;

/**
 * The end of records: each kind at the edge of its period in every situation, many times over; nobody but the job removes a record of ten
 * years, and the job none before its day; what it writes to the trail can be found again. Argument: rounds (20).
 */
class Retention {

    private Retention() {}

    public static void main(String[] args) {
        var rounds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        var tally = new Tally();
        try (var console = InProcess.start()) {
            var cases = new RetentionCases(role -> Connections.each(console.url(role)));
            for (var round = 1; round <= rounds; round++) {
                for (var kind : Kind.values()) {
                    for (var situation : Situation.values()) {
                        if (situation.appliesTo(kind)) {
                            tally.prove(kind + " " + situation, () -> cases.prove(kind, situation));
                        }
                    }
                }
                tally.prove("one at a time", cases::onlyOneAtATime);
                tally.prove("a broken run leaves all or nothing", cases::brokenOffLeavesAllOrNothing);
                tally.prove("a hold and a deletion that meet", cases::holdAndDeletionMeet);
                tally.prove("count and digest are those of the rows", cases::digestIsThatOfTheRows);
                tally.prove("what others refer to is emptied", cases::referredToIsEmptied);
            }
            tally.prove("no other role removes a record", cases::nobodyElseRemoves);
            tally.prove("the role removes nothing that is not due", cases::theRoleIsBound);
            tally.prove("the trail stays", cases::trailStays);
        }
        tally.end();
    }
}
