package jp.madoguchi.income;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import jp.madoguchi.income.Suspicion.Kind;
import org.junit.jupiter.api.Test;

class BurningTest {

    private static final Box BOX = new Box(0.25, 0.5, 0.5, 0.1);

    @Test
    void every_pixel_that_a_box_touches_has_one_colour_and_no_other_changes() throws IOException {
        var before = TestPapers.picture(200, 100);
        var after = read(Burning.burn(TestPapers.png(before), List.of(BOX)));

        for (var y = 0; y < 100; y++) {
            for (var x = 0; x < 200; x++) {
                var covered = x >= 50 && x < 150 && y >= 50 && y < 60;
                assertThat(after.getRGB(x, y)).isEqualTo(covered ? 0xFF000000 : before.getRGB(x, y));
            }
        }
    }

    @Test
    void a_page_without_boxes_stays_as_it_is() {
        var png = TestPapers.png(TestPapers.picture(20, 20));

        assertThat(Burning.burn(png, List.of())).isSameAs(png);
    }

    @Test
    void a_mask_covers_what_is_suspected_or_does_not_suffice() {
        var page = new PageFacts(1, 200, 100, true, List.of(new Suspicion(Kind.MY_NUMBER, BOX)));

        assertThat(new PageMask(1, List.of(), true).suffices(page)).isFalse();
        assertThat(new PageMask(1, List.of(new Box(0.25, 0.5, 0.4, 0.1)), true).suffices(page))
                .isFalse();
        assertThat(new PageMask(1, List.of(new Box(0.2, 0.45, 0.6, 0.2)), false).suffices(page))
                .isTrue();
    }

    @Test
    void a_page_without_text_is_looked_through_by_a_person() {
        var page = new PageFacts(1, 200, 100, false, List.of());

        assertThat(new PageMask(1, List.of(), false).suffices(page)).isFalse();
        assertThat(new PageMask(1, List.of(), true).suffices(page)).isTrue();
    }

    @Test
    void a_box_lies_within_the_page() {
        assertThatThrownBy(() -> new Box(0.9, 0, 0.2, 0.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Box(Double.NaN, 0, 0.2, 0.1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
