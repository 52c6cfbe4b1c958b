package jp.madoguchi.check;

import jp.madoguchi.InProcess;
import jp.madoguchi.lending.LawTable;

/** The reviewed table of lending/cases.tsv: the edges of the lending law, each with findings, largest limit and open decisions. */
class LawCases {

    public static void main(String[] args) {
        var tally = new Tally();
        var console = InProcess.start();
        var table = new LawTable(console.beans());
        for (var each : table.cases()) {
            tally.prove(each.toString(), () -> table.prove(each));
        }
        console.close();
        tally.end();
    }
}
