package jp.madoguchi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MyNumberTest {

    private static final String VALID = "983205673214";

    @Test
    void the_check_digit_tells_a_number_from_most_others() {
        assertThat(MyNumber.isValid(VALID)).isTrue();
        assertThat(MyNumber.isValid("983205673210")).isFalse();
        assertThat(MyNumber.isValid("98320567321")).isFalse();
    }

    @Test
    void one_in_ten_of_all_others_fits_too() {
        var fitting = 0;
        for (var i = 0; i < 100_000; i++) {
            if (MyNumber.isValid("%012d".formatted(i * 9_999_991L))) {
                fitting++;
            }
        }
        assertThat(fitting).isBetween(9_000, 11_000);
    }

    @Test
    void words_lose_the_digits_and_nothing_else() {
        var words = "前半。マイナンバー ９８３２-０５６７-３２１４ でした。後半983205673214。";

        var left = MyNumber.without(words);

        assertThat(left).isEqualTo("前半。マイナンバー 〔番号を削除〕 でした。後半〔番号を削除〕。");
        assertThat(MyNumber.in(left)).isEmpty();
    }

    @Test
    void what_somebody_said_is_another_number_stays_unless_words_near_it_say_otherwise() {
        var words = "問い合わせの番号 " + VALID;
        var found = MyNumber.in(words).orElseThrow();
        assertThat(found.named()).isFalse();

        var marked = MyNumber.marked(words, found, MyNumber.Other.TRANSACTION);

        assertThat(marked).isEqualTo("問い合わせの番号 " + VALID + "〔取引番号〕");
        assertThat(MyNumber.in(marked)).isEmpty();
        assertThat(MyNumber.in("個人番号は" + marked))
                .hasValueSatisfying(named -> assertThat(named.named()).isTrue());
    }

    @Test
    void free_text_is_refused_and_the_refusal_holds_no_digit() {
        assertThatThrownBy(() -> FreeText.clean("個人番号 " + VALID, 100))
                .isInstanceOfSatisfying(BadText.class, refused -> {
                    assertThat(refused.code()).isEqualTo("CORE-003");
                    assertThat(refused.what().toString() + refused.next() + refused)
                            .doesNotContain("9832");
                });
        assertThatThrownBy(() -> FreeText.clean("番号 " + VALID, 100))
                .isInstanceOfSatisfying(
                        BadText.class, refused -> assertThat(refused.code()).isEqualTo("CORE-004"));
        assertThat(FreeText.line(VALID, 100)).isEqualTo(VALID);
    }
}
