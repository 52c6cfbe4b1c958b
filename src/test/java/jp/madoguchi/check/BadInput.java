package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;

import jp.madoguchi.InProcess;

/**
 * Seeded bad inputs into every use case that takes what people type. Arguments: how many (5000), the seed (1). The
 * screens get a small size of them in script/test (BadInputTest).
 */
class BadInput {

    public static void main(String[] args) {
        var count = args.length > 0 ? Integer.parseInt(args[0]) : 5_000;
        var seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        var tally = new Tally();
        var console = InProcess.start();
        var inputs = new BadInputs(console.beans(), console.as("postgres"), console.as("member_site"), seed);
        for (var i = 1; i <= count; i++) {
            tally.prove("input " + i + " of seed " + seed, inputs::one);
            if (i % 5000 == 0) {
                tally.progress(i + " of " + count);
            }
        }
        var p99 = inputs.percentile99Millis();
        tally.progress("p99 " + p99 + " ms");
        tally.that(p99 < 500, "99 of 100 are answered within 500 ms");
        tally.prove(
                "nothing garbage is stored", () -> assertThat(inputs.garbage()).isEmpty());
        console.close();
        tally.end();
    }
}
