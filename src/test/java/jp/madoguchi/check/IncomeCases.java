package jp.madoguchi.check;

import jp.madoguchi.InProcess;
import jp.madoguchi.income.IncomeTable;

/** The reviewed table of income/cases.tsv: which papers are valid when, and which annual income they prove. */
class IncomeCases {

    public static void main(String[] args) {
        var tally = new Tally();
        var console = InProcess.start();
        var table = new IncomeTable(console.beans());
        for (var each : table.cases()) {
            tally.prove(each.toString(), () -> table.prove(each));
        }
        console.close();
        tally.end();
    }
}
