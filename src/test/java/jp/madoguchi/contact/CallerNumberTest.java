package jp.madoguchi.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerNumberTest {

    @ParameterizedTest
    @CsvSource({
        "03-1234-5678, 0312345678",
        "(03) 1234 5678, 0312345678",
        "０９０−１２３４−５６７８, 09012345678",
        "090ー1234ー5678, 09012345678",
        "+81 90 1234 5678, 09012345678",
        "090.1234.5678, 09012345678",
    })
    void a_number_is_read_however_it_is_written(String typed, String digits) {
        assertThat(CallerNumber.digits(typed)).isEqualTo(digits);
    }

    @Test
    void nothing_typed_is_no_number() {
        assertThat(CallerNumber.digits(" \u3000")).isNull();
    }

    /** The use case refuses it, with what was typed still in the field. */
    @Test
    void words_stay_as_they_are() {
        assertThat(CallerNumber.digits("非通知")).isEqualTo("非通知");
    }
}
