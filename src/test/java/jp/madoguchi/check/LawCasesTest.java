package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.lending.LawTable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class LawCasesTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    @Test
    void the_law_says_of_every_reviewed_case_what_stands_there() {
        var table = new LawTable(beans);
        var wrong = new ArrayList<String>();
        for (var each : table.cases()) {
            try {
                table.prove(each);
            } catch (AssertionError | RuntimeException broken) {
                wrong.add(each + ": " + broken.getMessage());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(table.cases()).hasSizeGreaterThan(250);
    }
}
