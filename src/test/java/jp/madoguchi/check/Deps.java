package jp.madoguchi.check;

import java.nio.file.Path;
import java.time.LocalDate;
import jp.madoguchi.Advisories;

/** What the jar holds against docs/advisories.tsv: nothing undecided, no accepted hole that nobody looked at for 90 days. */
class Deps {

    private static final long LOOK_AGAIN_DAYS = 90;

    public static void main(String[] args) throws Exception {
        var tally = new Tally();
        var components = Advisories.components(Path.of(System.getProperty("madoguchi.jar")));
        tally.progress(components.size() + " components in the jar");
        tally.that(components.size() > 50, "the jar lists what is in it");
        for (var advisory : Advisories.decisions()) {
            var hit = components.stream().filter(advisory::isIn).toList();
            tally.that(
                    hit.isEmpty() == advisory.decision().equals("FIXED"),
                    advisory.id() + " is " + advisory.decision() + ", and in " + hit);
            tally.that(
                    hit.isEmpty()
                            || advisory.decided().plusDays(LOOK_AGAIN_DAYS).isAfter(LocalDate.now()),
                    advisory.id() + " was accepted on " + advisory.decided() + ": look at it again");
        }
        tally.end();
    }
}
