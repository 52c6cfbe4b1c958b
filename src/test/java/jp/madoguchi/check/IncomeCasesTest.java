package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.income.IncomeTable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class IncomeCasesTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    @Test
    void every_reviewed_case_is_decided_as_it_stands_there() {
        var table = new IncomeTable(beans);
        var wrong = new ArrayList<String>();
        for (var each : table.cases()) {
            try {
                table.prove(each);
            } catch (AssertionError | RuntimeException broken) {
                wrong.add(each + ": " + broken.getMessage());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(table.cases()).hasSizeGreaterThan(100);
    }
}
