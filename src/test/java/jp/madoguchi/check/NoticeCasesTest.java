package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.notice.NoticeTable;
import org.junit.jupiter.api.Test;

class NoticeCasesTest extends ConsoleTest {

    @Test
    void every_reviewed_case_is_shown_and_closed_to_the_second() {
        var table = new NoticeTable(superuser());
        var wrong = new ArrayList<String>();
        for (var each : table.cases()) {
            try {
                table.prove(each);
            } catch (AssertionError | RuntimeException broken) {
                wrong.add(each + ": " + broken.getMessage());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(table.cases()).hasSizeGreaterThan(80);
    }
}
