package jp.madoguchi.check;

import jp.madoguchi.InProcess;
import jp.madoguchi.contract.MoneyTable;

/** The reviewed table of contract/cases.tsv: money and dates of a loan, to the yen and the day. */
class MoneyCases {

    public static void main(String[] args) throws Exception {
        var tally = new Tally();
        var console = InProcess.start();
        var table = new MoneyTable(console.as("console_app"));
        for (var each : MoneyTable.cases()) {
            tally.prove(each.toString(), () -> table.prove(each));
        }
        console.close();
        tally.end();
    }
}
