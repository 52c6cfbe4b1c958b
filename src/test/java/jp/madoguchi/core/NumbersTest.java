package jp.madoguchi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    @Test
    void well_formed_numbers_are_taken_as_they_are() {
        assertThat(new MemberNo("000000001")).hasToString("000000001");
        assertThat(new CardNo("1234567890123456")).hasToString("1234567890123456");
        assertThat(new StaffNo("S00001")).hasToString("S00001");
        assertThat(new PlaceNo("P0001")).hasToString("P0001");
        assertThat(new ContactNo("C0000000001")).hasToString("C0000000001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "12345678", "1234567890", "12345678a", " 123456789", "123456789\n", "１２３４５６７８９", "-12345678"
            })
    void nothing_else_is_a_member_number(String text) {
        refused(MemberNo::new, text);
        assertThat(MemberNo.isValid(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123456789", "12345678901234567", "1234-5678-9012-3456"})
    void nothing_else_is_a_card_number(String text) {
        refused(CardNo::new, text);
    }

    @Test
    void letters_of_the_other_numbers_count() {
        refused(StaffNo::new, "s00001");
        refused(PlaceNo::new, "0001");
        refused(ContactNo::new, "C000000001");
    }

    @Test
    void money_never_wraps_around() {
        assertThat(new Yen(500).plus(new Yen(-200))).isEqualTo(new Yen(300));
        assertThat(new Yen(500).minus(new Yen(500)).isZero()).isTrue();
        assertThatThrownBy(() -> new Yen(Long.MAX_VALUE).plus(new Yen(1))).isInstanceOf(ArithmeticException.class);
    }

    private static void refused(Function<String, ?> number, String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> number.apply(text));
    }
}
