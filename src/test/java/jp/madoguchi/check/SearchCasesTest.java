package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import jp.madoguchi.ConsoleTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class SearchCasesTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    @Test
    void every_reviewed_case_finds_whom_it_must_and_nobody_whom_it_must_not() throws Exception {
        var table = new SearchTable(beans, this::as);
        var wrong = new ArrayList<String>();
        for (var each : table.cases()) {
            try {
                table.prove(each);
            } catch (AssertionError broken) {
                wrong.add("「" + each.typed() + "」 (" + each.what() + "): " + broken.getMessage());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(table.cases()).hasSizeGreaterThan(300);
    }
}
