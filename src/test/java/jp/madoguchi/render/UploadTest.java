package jp.madoguchi.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import jp.madoguchi.render.UploadRefused.Why;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadTest {

    @ParameterizedTest
    @CsvSource({"a.jpg,JPEG", "収入証明 (1).JPEG,JPEG", "IMG_0001.PNG,PNG", "令和7年分.pdf,PDF"})
    void what_members_send_is_taken(String name, Kind kind) {
        assertThat(Upload.check(content(kind), name)).isEqualTo(kind);
    }

    @Test
    void what_phones_put_behind_a_photograph_may_stay() {
        var moving = Arrays.copyOf(HostilePapers.jpeg(), HostilePapers.jpeg().length + 5_000);

        assertThat(Upload.check(moving, "a.jpg")).isEqualTo(Kind.JPEG);
    }

    @Test
    void ten_megabytes_are_taken_and_a_byte_more_is_not() {
        var jpeg = HostilePapers.jpeg();

        assertThat(Upload.check(Arrays.copyOf(jpeg, Upload.MOST_BYTES), "a.jpg"))
                .isEqualTo(Kind.JPEG);
        assertThat(why(Arrays.copyOf(jpeg, Upload.MOST_BYTES + 1), "a.jpg")).isEqualTo(Why.SIZE);
    }

    @Test
    void forty_million_pixels_are_taken_and_a_row_more_is_not() {
        assertThat(Upload.check(declaring(8_000, 5_000), "a.png")).isEqualTo(Kind.PNG);
        assertThat(why(declaring(8_000, 5_001), "a.png")).isEqualTo(Why.PIXELS);
    }

    @ParameterizedTest
    @CsvSource({"ftypheic", "ftypmif1", "ftypavif"})
    void a_picture_of_another_phone_format_has_its_own_sentence(String brand) {
        assertThat(why(("\0\0\0\u0018" + brand + "\0\0\0\0").getBytes(), "a.heic"))
                .isEqualTo(Why.PHONE_PICTURE);
    }

    private static Why why(byte[] content, String name) {
        var refused = new UploadRefused[1];
        assertThatExceptionOfType(UploadRefused.class)
                .isThrownBy(() -> Upload.check(content, name))
                .satisfies(thrown -> refused[0] = thrown);
        return refused[0].why();
    }

    private static byte[] content(Kind kind) {
        return switch (kind) {
            case JPEG -> HostilePapers.jpeg();
            case PNG -> HostilePapers.png();
            case PDF -> RawPdf.onePage().bytes();
        };
    }

    private static byte[] declaring(int width, int height) {
        return RawPng.of(width, height).chunk("IDAT", new byte[0]).end();
    }
}
