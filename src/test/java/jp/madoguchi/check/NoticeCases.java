package jp.madoguchi.check;

import jp.madoguchi.InProcess;
import jp.madoguchi.notice.NoticeTable;

/** The reviewed table of notice/cases.tsv: what members see, and whether they can log in, to the second. */
class NoticeCases {

    public static void main(String[] args) {
        var tally = new Tally();
        var console = InProcess.start();
        var table = new NoticeTable(console.as("postgres"));
        for (var each : table.cases()) {
            tally.prove(each.toString(), () -> table.prove(each));
        }
        console.close();
        tally.end();
    }
}
