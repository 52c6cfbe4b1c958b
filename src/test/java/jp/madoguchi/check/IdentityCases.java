package jp.madoguchi.check;

import jp.madoguchi.InProcess;
import jp.madoguchi.identity.IdentityTable;

/** The reviewed table of identity/cases.tsv: what is said or shown, and what the check makes of it. */
class IdentityCases {

    public static void main(String[] args) {
        var tally = new Tally();
        var console = InProcess.start();
        var table = new IdentityTable(console.beans(), console::as);
        for (var each : table.cases()) {
            tally.prove(each.toString(), () -> table.prove(each));
        }
        console.close();
        tally.end();
    }
}
