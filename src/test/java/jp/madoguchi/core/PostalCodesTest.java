package jp.madoguchi.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostalCodesTest {

    @ParameterizedTest
    @CsvSource({
        "1500002, 東京都, 渋谷区, 渋谷",
        "1000005, 東京都, 千代田区, 丸の内",
        "2310023, 神奈川県, 横浜市中区, 山下町",
        "5600082, 大阪府, 豊中市, 新千里東町",
        "0010000, 北海道, 札幌市北区, ''",
        "9071801, 沖縄県, 八重山郡与那国町, 与那国"
    })
    void a_code_has_prefecture_municipality_and_town(String code, String prefecture, String municipality, String town) {
        assertThat(PostalCodes.find(code)).contains(new PostalCodes.Area(prefecture, municipality, town));
    }

    @Test
    void anything_else_has_none() {
        for (var code : new String[] {"", "150", "15000021", "１５００００２", "150-002", "0000000", "9999999"}) {
            assertThat(PostalCodes.find(code)).as(code).isEmpty();
        }
    }
}
