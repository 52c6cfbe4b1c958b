package jp.madoguchi.check;

import java.util.HashSet;
import jp.madoguchi.InProcess;

/**
 * Re-issues of Web-IDs in parallel, by staff and by members: no duplicate, no re-use, none guessable; and sign-in with an
 * unknown, a retired and a replaced one. Argument: how many re-issues (1000).
 */
class WebId {

    private static final int THREADS = 32;
    private static final int ROUNDS = 20;
    private static final int DRAWN = 100_000;

    public static void main(String[] args) {
        var many = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
        var tally = new Tally();
        var console = InProcess.start();
        var races = new WebIdRaces(console.beans(), console::as);
        tally.prove(many + " re-issues in parallel", () -> {
            var given = races.reissues(many, THREADS);
            var seen = new HashSet<String>();
            given.forEach(webId -> tally.that(
                    seen.add(webId) && webId.matches(WebIdRaces.SHAPE), "one is given twice or of another shape"));
        });
        tally.progress(many + " re-issues are done");
        for (var i = 1; i <= ROUNDS; i++) {
            tally.prove("two clerks at one member, round " + i, races::twoClerks);
            tally.prove("a login during the re-issue, round " + i, races::loginDuringReissue);
            tally.prove("sign-in names the cause, round " + i, races::signInNamesTheCause);
        }
        tally.prove(DRAWN + " drawn evenly", () -> races.evenlyDrawn(DRAWN));
        console.close();
        tally.end();
    }
}
