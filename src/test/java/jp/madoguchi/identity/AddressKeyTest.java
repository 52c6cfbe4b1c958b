package jp.madoguchi.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressKeyTest {

    @ParameterizedTest
    @CsvSource({
        "東京都千代田区丸の内1-2-3, 東京都千代田区丸の内一丁目2番3号",
        "東京都千代田区丸の内1-2-3, 東京都千代田区丸の内1丁目2番地3",
        "東京都千代田区丸の内1-2-3, 東京都千代田区丸の内１－２－３",
        "東京都千代田区丸の内1-2-3, 東京都千代田区丸の内１丁目２‐３",
        "札幌市中央区北十条西二十三丁目4-5, 札幌市中央区北10条西23丁目4番5号",
        "横浜市鶴見区鶴ヶ峰1-1, 横浜市鶴見区鶴ケ峰１−１",
        "龍ケ崎市字上町12, 龍ケ崎市上町十二番地",
        "新宿区西新宿2-8-1 都庁ビル, 新宿区西新宿二丁目８番１号都庁ビル",
    })
    void two_spellings_are_one_address(String one, String other) {
        assertThat(AddressKey.of(one)).isEqualTo(AddressKey.of(other));
    }

    @ParameterizedTest
    @CsvSource({
        "千代田区丸の内1-2-3, 千代田区丸の内1-2-30",
        "千代田区丸の内1-2-3, 千代田区丸の内12-3",
        "千代田区丸の内1-2-3, 千代田区丸の内1-23",
        "新宿区西新宿2-8-1, 新宿区東新宿2-8-1",
        "札幌市北十条西1-1, 札幌市北一条西1-1",
    })
    void two_addresses_stay_two(String one, String other) {
        assertThat(AddressKey.of(one)).isNotEqualTo(AddressKey.of(other));
    }
}
