package jp.madoguchi.debit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of banks and branches that is packed in. */
class BanksTest {

    private static final Pattern DEMO =
            Pattern.compile("\\([0-9], '([0-9]{4})', '([^']+)', '([0-9]{3})', '([^']+)'\\)");

    private final Banks banks = new Banks();

    @Test
    void it_holds_every_bank_with_its_branches_each_once() {
        assertThat(banks.all()).hasSizeGreaterThan(1_100);
        assertThat(banks.all()).extracting(Bank::code).doesNotHaveDuplicates().isSorted();
        assertThat(banks.all().stream().mapToInt(bank -> bank.branches().size()).sum())
                .isGreaterThan(28_000);
        assertThat(banks.all()).allSatisfy(bank -> {
            assertThat(bank.code()).matches("[0-9]{4}");
            assertThat(bank.name()).isNotBlank().hasSizeLessThanOrEqualTo(60);
            assertThat(bank.branches())
                    .extracting(Bank.Branch::code)
                    .doesNotHaveDuplicates()
                    .allMatch(code -> code.matches("[0-9]{3}"));
            assertThat(bank.branches())
                    .allMatch(
                            branch -> !branch.name().isBlank() && branch.name().length() <= 60);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "0001, みずほ銀行",
        "0005, 三菱UFJ銀行",
        "0009, 三井住友銀行",
        "0010, りそな銀行",
        "0033, PayPay銀行",
        "0138, 横浜銀行",
        "0288, 三菱UFJ信託銀行",
        "1344, 城南信用金庫",
        "9900, ゆうちょ銀行"
    })
    void banks_have_their_names_in_full(String code, String name) {
        assertThat(banks.bank(code))
                .hasValueSatisfying(bank -> assertThat(bank.name()).isEqualTo(name));
    }

    @Test
    void the_banks_of_the_demo_are_real() throws IOException {
        var found = DEMO.matcher(Files.readString(Path.of("db/demo/4_members.sql")))
                .results()
                .toList();
        assertThat(found).hasSize(7);
        found.forEach(demo -> assertThat(banks.bank(demo.group(1))).hasValueSatisfying(bank -> {
            assertThat(bank.name()).isEqualTo(demo.group(2));
            assertThat(bank.branches()).anySatisfy(branch -> {
                assertThat(branch.code()).isEqualTo(demo.group(3));
                assertThat(branch.name()).isEqualTo(demo.group(4));
            });
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "みず, 0001, true",
        "ミズホ, 0001, true",
        "みずほ, 0001, true",
        "0001, 0001, true",
        "００, 0001, true",
        "じょうなん, 1344, true",
        "城南, 1344, true",
        "ＵＦＪ, 0005, true",
        "横浜, 0001, false"
    })
    void what_is_typed_finds_a_bank_in_any_script(String typed, String code, boolean fits) {
        var bank = banks.bank(code).orElseThrow();

        assertThat(Banks.fits(typed, bank.code(), bank.name(), bank.kana())).isEqualTo(fits);
    }
}
