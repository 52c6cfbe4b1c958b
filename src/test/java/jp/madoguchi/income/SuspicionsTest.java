package jp.madoguchi.income;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.madoguchi.core.MyNumber;
import jp.madoguchi.income.Suspicion.Kind;
import jp.madoguchi.render.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuspicionsTest {

    private static final double LETTER = 0.016;
    private static final double HEIGHT = 0.012;
    private static final String MY_NUMBER = "983205673214";

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "983205673214, MY_NUMBER",
        "9832 0567 3214, MY_NUMBER",
        "９８３２－０５６７－３２１４, MY_NUMBER",
        "個人番号 983205673210, MY_NUMBER",
        "マイナンバー：9832-0567-3210, MY_NUMBER",
        "5012-345678, PENSION_NUMBER",
        "基礎年金番号 5012345678, PENSION_NUMBER",
        "保険者番号 01130012, INSURANCE_NUMBER",
        "被保険者証の記号 21700023 番号 1234, INSURANCE_NUMBER",
        "住民票コード 12345678901, RESIDENT_CODE",
        "本籍 東京都千代田区千代田1番, DOMICILE"
    })
    void what_may_not_be_kept_is_found(String text, Kind kind) {
        assertThat(Suspicions.in(line(0.1, 0.2, text)))
                .extracting(Suspicion::kind)
                .contains(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "支払金額 4,812,000円",
                "983205673210",
                "0120-123456",
                "令和7年分 給与所得の源泉徴収票",
                "社会保険料等の金額 712,345",
                "法人番号 1983205673214",
                "整理番号 12345678"
            })
    void figures_and_other_numbers_are_left_alone(String text) {
        assertThat(Suspicions.in(line(0.1, 0.2, text))).isEmpty();
    }

    @Test
    void twelve_boxes_with_a_digit_each_are_one_number() {
        assertThat(Suspicions.in(boxes(0.2, 0.3, MY_NUMBER)))
                .singleElement()
                .satisfies(found -> assertThat(found.kind()).isEqualTo(Kind.MY_NUMBER));
    }

    @Test
    void thirteen_boxes_are_a_corporate_number() {
        assertThat(Suspicions.in(boxes(0.2, 0.3, "1" + MY_NUMBER))).isEmpty();
    }

    @Test
    void a_number_below_its_label_is_found() {
        var words = new ArrayList<>(line(0.5, 0.2, "個人番号"));
        words.addAll(line(0.1, 0.22, "4,812,000"));
        words.addAll(boxes(0.48, 0.22, "983205673210"));

        assertThat(Suspicions.in(words)).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.MY_NUMBER);
            assertThat(found.box().x()).isGreaterThan(0.4);
        });
    }

    @Test
    void figures_in_columns_are_not_one_number() {
        var words = new ArrayList<>(line(0.1, 0.2, "983205"));
        words.addAll(line(0.5, 0.2, "673214"));

        assertThat(Suspicions.in(words)).isEmpty();
    }

    @Test
    void the_box_covers_the_number_and_no_line_beside_it() {
        var words = new ArrayList<>(line(0.1, 0.2, MY_NUMBER));
        words.addAll(line(0.1, 0.23, "支払金額 4812000"));
        var box = Suspicions.in(words).getFirst().box();

        assertThat(box.covers(new Box(0.1, 0.2, 12 * LETTER, HEIGHT))).isTrue();
        assertThat(box.y() + box.height()).isLessThan(0.23);
    }

    @Test
    void a_place_beside_the_page_still_gives_a_box_on_it() {
        assertThat(Suspicions.in(line(1.05, 1.01, MY_NUMBER))).hasSize(1);
    }

    /** SECURITY T35: of two hundred made certificates every number of a text layer is found. */
    @Test
    void every_number_of_two_hundred_made_pages_is_found() {
        var random = new Random(20261122);
        for (var page = 0; page < 200; page++) {
            var number = valid(random);
            var words = new ArrayList<Word>();
            for (var row = 0; row < 20; row++) {
                words.addAll(line(0.05, 0.05 + row * 0.04, "支払金額 %,d円".formatted(random.nextInt(9_000_000))));
            }
            var x = 0.05 + random.nextDouble() * 0.4;
            var y = 0.07 + random.nextInt(20) * 0.04;
            words.addAll(
                    switch (page % 4) {
                        case 0 -> line(x, y, number);
                        case 1 -> line(x, y, number.replaceAll("(.{4})(?=.)", "$1 "));
                        case 2 -> boxes(x, y, number);
                        default -> line(x, y, "個人番号" + number.replaceAll("(.{4})(?=.)", "$1-"));
                    });

            assertThat(Suspicions.in(words))
                    .as("page %d: %s", page, number)
                    .extracting(Suspicion::kind)
                    .contains(Kind.MY_NUMBER);
        }
    }

    private static String valid(Random random) {
        return Stream.generate(() -> "%012d".formatted(random.nextLong(1_000_000_000_000L)))
                .filter(MyNumber::isValid)
                .findFirst()
                .orElseThrow();
    }

    /** A text as one word, as most programs write it. */
    private static List<Word> line(double x, double y, String text) {
        return List.of(new Word(text, x, y, text.length() * LETTER, HEIGHT));
    }

    private static List<Word> boxes(double x, double y, String digits) {
        return IntStream.range(0, digits.length())
                .mapToObj(i -> new Word(digits.substring(i, i + 1), x + i * 2 * LETTER, y, LETTER, HEIGHT))
                .toList();
    }
}
