package jp.madoguchi.check;

import jp.madoguchi.InProcess;

/** The reviewed table of diagnosis/cases.tsv: the member's state, who asks, and what must be shown and said. */
class DiagnosisCases {

    public static void main(String[] args) throws Exception {
        var tally = new Tally();
        var console = InProcess.start();
        var table = new DiagnosisTable(console.beans(), console::as);
        for (var each : DiagnosisTable.cases()) {
            tally.prove(
                    each.state() + " " + each.staff() + " check " + each.check() + " (" + each.what() + ")",
                    () -> table.prove(each));
        }
        console.close();
        tally.end();
    }
}
