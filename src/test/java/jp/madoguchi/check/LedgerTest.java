package jp.madoguchi.check;

import jp.madoguchi.ConsoleTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A small size of script/check ledger. */
class LedgerTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    private LedgerHistories ledger;

    @BeforeEach
    void begin() {
        ledger = new LedgerHistories(beans, this::as);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void database_and_console_reckon_the_same_and_the_balance_is_the_sum_of_its_rows(long seed) {
        ledger.years(seed, 40);
    }

    @Test
    void many_at_once_lose_nothing_and_pass_no_limit() throws Exception {
        ledger.atOnce(4);
    }

    @Test
    void a_long_history_costs_nothing_at_opening() {
        ledger.opening();
    }

    @Test
    void a_row_is_never_changed() {
        ledger.isFinal();
    }
}
