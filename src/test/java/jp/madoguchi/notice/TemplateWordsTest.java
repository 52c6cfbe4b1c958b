package jp.madoguchi.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateWordsTest {

    private final TemplateWords words = new TemplateWords();

    @Test
    void an_empty_field_is_filled_and_follows_the_form() {
        words.take("{from}より停止");

        assertThat(words.follow("", Map.of("from", "10時"))).isEqualTo("10時より停止");
        assertThat(words.follow("10時より停止", Map.of("from", "11時"))).isEqualTo("11時より停止");
    }

    @Test
    void what_was_typed_is_never_overwritten() {
        words.take("{from}より停止");
        assertThat(words.follow("自分の文", Map.of("from", "10時"))).isEqualTo("自分の文");

        var filled = words.follow("", Map.of("from", "10時"));
        assertThat(words.follow(filled + "しました", Map.of("from", "11時"))).isEqualTo("10時より停止しました");
        words.take("別のひな形");
        assertThat(words.follow(filled + "しました", Map.of())).isEqualTo("10時より停止しました");
    }

    @Test
    void another_template_takes_the_place_of_the_first_where_nobody_typed() {
        words.take("一");
        var filled = words.follow("", Map.of());
        words.take("二");

        assertThat(words.follow(filled, Map.of())).isEqualTo("二");
    }

    @Test
    void without_a_template_nothing_changes() {
        assertThat(words.follow("", Map.of("from", "10時"))).isEmpty();
    }
}
