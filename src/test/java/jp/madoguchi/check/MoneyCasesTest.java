package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.contract.MoneyTable;
import org.junit.jupiter.api.Test;

class MoneyCasesTest extends ConsoleTest {

    @Test
    void every_reviewed_case_comes_to_the_yen_and_the_day_that_stands_there() {
        var table = new MoneyTable(console);
        var wrong = new ArrayList<String>();
        for (var each : MoneyTable.cases()) {
            try {
                table.prove(each);
            } catch (AssertionError | RuntimeException broken) {
                wrong.add(each + ": " + broken.getMessage());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(MoneyTable.cases()).hasSizeGreaterThan(200);
    }
}
