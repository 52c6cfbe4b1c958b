package jp.madoguchi.check;

import jp.madoguchi.InProcess;

/** The reviewed table of search/cases.tsv: what is typed, who must be found and who must not. */
class SearchCases {

    public static void main(String[] args) throws Exception {
        var tally = new Tally();
        var console = InProcess.start();
        var table = new SearchTable(console.beans(), console::as);
        for (var each : table.cases()) {
            tally.prove("「" + each.typed() + "」 (" + each.what() + ")", () -> table.prove(each));
        }
        console.close();
        tally.end();
    }
}
