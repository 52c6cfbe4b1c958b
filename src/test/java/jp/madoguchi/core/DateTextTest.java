package jp.madoguchi.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {

    @ParameterizedTest
    @CsvSource({
        "1985/4/1, 1985-04-01",
        "1985-04-01, 1985-04-01",
        "1985.4.1, 1985-04-01",
        "19850401, 1985-04-01",
        "1985年4月1日, 1985-04-01",
        "1985/4/1, 1985-04-01",
        "S60.4.1, 1985-04-01",
        "s60-4-1, 1985-04-01",
        "S60/4/1, 1985-04-01",
        "s600401, 1985-04-01",
        "S600401, 1985-04-01",
        "昭和60年4月1日, 1985-04-01",
        "昭和 60年 4月 1日, 1985-04-01",
        "昭和元年12月31日, 1926-12-31",
        "昭和64年1月7日, 1989-01-07",
        "S64.1.7, 1989-01-07",
        "平成元年1月8日, 1989-01-08",
        "H1.1.8, 1989-01-08",
        "H31.4.30, 2019-04-30",
        "令和元年5月1日, 2019-05-01",
        "R1.5.1, 2019-05-01",
        "T1.7.30, 1912-07-30",
        "M6.1.1, 1873-01-01",
        "2000/2/29, 2000-02-29"
    })
    void a_date_is_read_in_every_way_that_it_is_said(String typed, LocalDate date) {
        assertThat(DateText.parse(typed)).isEqualTo(new DateText.Read(date));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1985/2/29", "19850431", "1985/13/1", "1985/0/1", "1900-02-29", "19851301"})
    void a_day_that_the_calendar_does_not_have_is_told(String typed) {
        assertThat(DateText.parse(typed)).isEqualTo(new DateText.NoSuchDay(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"S64.1.8", "昭和64年1月8日", "H31.5.1", "平成31年5月1日", "R1.4.30", "S70.1.1", "s600431", "T0.1.1"})
    void a_day_that_the_era_does_not_have_is_told(String typed) {
        assertThat(DateText.parse(typed)).isEqualTo(new DateText.NoSuchDay(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "佐藤", "1985", "850401", "X60.4.1", "4/1", "090-1234-5678", "Sato", "1985/4/1/2"})
    void what_is_no_date_is_told(String typed) {
        assertThat(DateText.parse(typed)).isEqualTo(new DateText.NotADate());
    }
}
