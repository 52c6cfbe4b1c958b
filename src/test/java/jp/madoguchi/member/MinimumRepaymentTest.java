package jp.madoguchi.member;

import static org.assertj.core.api.Assertions.assertThat;

import jp.madoguchi.core.Yen;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinimumRepaymentTest {

    /** The printed table of DOMAIN §2, band edges included. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "10000, 1000",
        "27700, 1000",
        "27701, 2000",
        "100000, 4000",
        "200000, 8000",
        "300000, 11000",
        "300001, 8000",
        "500000, 13000",
        "1000000, 26000",
        "1000001, 20000",
        "5000000, 100000"
    })
    void the_minimum_follows_the_balance_after_the_last_borrowing(long balance, long minimum) {
        assertThat(MinimumRepayment.of(new Yen(balance))).isEqualTo(new Yen(minimum));
    }
}
