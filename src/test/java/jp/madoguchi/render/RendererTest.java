package jp.madoguchi.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import jp.madoguchi.render.HostilePapers.Sort;
import jp.madoguchi.render.UploadRefused.Why;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that come out of the process of their own, and files that only make it end. */
class RendererTest {

    /** Ended only by the clock, after 10 s. */
    private static final Set<Sort> SLOW = EnumSet.of(Sort.ENDLESS_DRAWING, Sort.INFLATING_PDF);

    private static Cage cage;
    private static Renderer renderer;

    @BeforeAll
    static void start() throws IOException {
        cage = new Cage();
        renderer = new Renderer(cage, true);
    }

    @AfterAll
    static void stop() throws IOException {
        cage.close();
    }

    @Test
    void a_page_of_a_PDF_has_150_dots_an_inch_and_its_words_with_their_places() throws IOException {
        var page = only(RawPdf.onePage().bytes(), Kind.PDF);

        assertThat(page.width()).isEqualTo(1239);
        assertThat(page.height()).isEqualTo(1754);
        var word = page.words().getFirst();
        assertThat(word.text()).isEqualTo("Income 4,200,000");
        assertThat(word.x()).isCloseTo(72 / 595.0, within(0.01));
        assertThat(word.y() + word.height() / 2).isCloseTo(1 - 708 / 842.0, within(0.01));
        assertThat(ink(image(page), word)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 180, 270, -90})
    void words_turn_with_their_page(int turn) throws IOException {
        var page =
                only(RawPdf.onePage().object(3, RawPdf.page("/Rotate " + turn)).bytes(), Kind.PDF);

        var image = image(page);
        var all = ink(image, new Word("", 0, 0, 1, 1));
        assertThat(page.words()).hasSize(1);
        assertThat(page.words().stream().mapToLong(word -> ink(image, word)).sum())
                .isEqualTo(all)
                .isPositive();
    }

    @Test
    void text_in_a_typeface_that_is_not_in_the_PDF_is_drawn_and_read() throws IOException {
        var japanese = RawPdf.onePage().stream(4, "", "BT /F1 24 Tf 72 700 Td <67087D66> Tj ET")
                .object(
                        5,
                        "<</Type/Font/Subtype/Type0/BaseFont/MS-Mincho/Encoding/UniJIS-UCS2-H/DescendantFonts[6 0 R]>>")
                .object(
                        6,
                        "<</Type/Font/Subtype/CIDFontType2/BaseFont/MS-Mincho/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/FontDescriptor 7 0 R>>")
                .object(
                        7,
                        "<</Type/FontDescriptor/FontName/MS-Mincho/Flags 4/FontBBox[0 -137 1000 859]/ItalicAngle 0/Ascent 859/Descent -140/CapHeight 709/StemV 80>>")
                .bytes();

        var page = only(japanese, Kind.PDF);

        assertThat(page.words()).extracting(Word::text).containsExactly("月給");
        assertThat(ink(image(page), page.words().getFirst())).isPositive();
    }

    @Test
    void pages_come_in_their_order_and_are_told() {
        var told = new ArrayList<String>();

        var rendered = renderer.render(HostilePapers.pages(3), Kind.PDF, (done, of) -> told.add(done + "/" + of));

        assertThat(rendered.pages()).extracting(PageImage::number).containsExactly(1, 2, 3);
        assertThat(told).containsExactly("0/3", "1/3", "2/3", "3/3");
    }

    @Test
    void twenty_pages_are_drawn() {
        assertThat(renderer.render(HostilePapers.pages(20), Kind.PDF, Progress.UNTOLD)
                        .pages())
                .hasSize(20);
    }

    @Test
    void a_large_page_is_drawn_smaller() throws IOException {
        var wall = RawPdf.onePage()
                .object(
                        3,
                        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 14000 7000]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>")
                .bytes();

        var page = only(wall, Kind.PDF);

        assertThat(page.width()).isEqualTo(2400);
        assertThat(page.height()).isEqualTo(1200);
    }

    /** Red lies in the upper left corner of what is seen, whichever way the camera was held. */
    @ParameterizedTest
    @CsvSource({"1,0,0", "2,1,0", "3,1,1", "4,0,1", "5,0,0", "6,0,1", "7,1,1", "8,1,0"})
    void a_photograph_stands_upright(int orientation, int x, int y) throws IOException {
        var image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 300, 200);
        graphics.setColor(Color.RED);
        graphics.fillRect(x * 200, y * 120, 100, 80);
        graphics.dispose();

        var page = only(held(HostilePapers.written(image, "jpg"), orientation), Kind.JPEG);

        assertThat(page.width()).isEqualTo(orientation > 4 ? 200 : 300);
        var seen = new Color(image(page).getRGB(20, 20));
        assertThat(seen.getRed() - seen.getGreen()).isGreaterThan(100);
    }

    @Test
    void a_photograph_is_made_to_fit() throws IOException {
        var page = only(
                HostilePapers.written(new BufferedImage(4_800, 3_000, BufferedImage.TYPE_INT_RGB), "jpg"), Kind.JPEG);

        assertThat(page.width()).isEqualTo(2400);
        assertThat(page.height()).isEqualTo(1500);
        assertThat(image(page).getWidth()).isEqualTo(2400);
    }

    /** Grey keeps its levels, see-through lies on white. */
    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_BYTE_BINARY, BufferedImage.TYPE_INT_ARGB})
    void a_PNG_of_any_colours_is_drawn(int type) throws IOException {
        var page = only(HostilePapers.written(new BufferedImage(90, 60, type), "png"), Kind.PNG);

        var seen = new Color(image(page).getRGB(30, 30));
        assertThat(seen).isEqualTo(type == BufferedImage.TYPE_INT_ARGB ? Color.WHITE : Color.BLACK);
    }

    @Test
    void forty_million_pixels_of_sixteen_bits_are_drawn() throws IOException {
        var header = ByteBuffer.allocate(13).putInt(8_000).putInt(5_000).put(new byte[] {16, 6, 0, 0, 0});
        var rows = RawPdf.deflated((byte) 0, 5_000L * (1 + 8_000 * 8));
        var png = new RawPng().chunk("IHDR", header.array()).chunk("IDAT", rows).end();

        assertThat(Upload.check(png, "a.png")).isEqualTo(Kind.PNG);
        assertThat(only(png, Kind.PNG).width()).isEqualTo(2400);
    }

    @TestFactory
    Stream<DynamicTest> hostile_papers_are_refused() {
        var papers = new HostilePapers("http://127.0.0.1:9/bait", "/etc/hostname");
        return Stream.concat(
                        papers.each(1).filter(paper -> !SLOW.contains(paper.sort())),
                        SLOW.stream().map(sort -> papers.paper(sort, 0)))
                .map(paper -> DynamicTest.dynamicTest(
                        paper.toString(), () -> assertThat(why(paper)).isIn(paper.reasons())));
    }

    @Test
    void enough_wait_and_the_others_come_again() throws Exception {
        var bomb = new HostilePapers("http://127.0.0.1:9/", "/etc/hostname").paper(Sort.DAMAGED, 2);
        var ready = new CountDownLatch(30);

        try (var callers = Executors.newFixedThreadPool(30)) {
            var answers = IntStream.range(0, 30)
                    .mapToObj(n -> callers.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return why(bomb);
                    }))
                    .toList();
            var told = new ArrayList<Why>();
            for (var answer : answers) {
                told.add(answer.get());
            }
            assertThat(told).contains(Why.BUSY).contains(Why.BROKEN).doesNotContainNull();
        }
        assertThat(only(RawPdf.onePage().bytes(), Kind.PDF).number()).isEqualTo(1);
    }

    @Test
    void without_a_cage_production_draws_nothing() throws IOException {
        try (var open = new Cage(Way.BARE)) {
            var refused = catchThrowableOfType(
                    UploadRefused.class,
                    () -> new Renderer(open, false).render(RawPdf.onePage().bytes(), Kind.PDF, Progress.UNTOLD));

            assertThat(refused.why()).isEqualTo(Why.CAGE);
            assertThat(new Renderer(open, true)
                            .render(RawPdf.onePage().bytes(), Kind.PDF, Progress.UNTOLD)
                            .pages())
                    .hasSize(1);
        }
    }

    private static Why why(HostilePapers.Paper paper) {
        var refused = catchThrowableOfType(
                UploadRefused.class,
                () -> renderer.render(paper.content(), Upload.check(paper.content(), paper.name()), Progress.UNTOLD));
        assertThat(refused).as(paper.toString()).isNotNull();
        return refused.why();
    }

    /** With the tag of Exif that says how the camera was held. */
    private static byte[] held(byte[] jpeg, int orientation) {
        var segment = ByteBuffer.allocate(36)
                .putShort((short) 0xFFE1)
                .putShort((short) 34)
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
        return ByteBuffer.allocate(jpeg.length + segment.length)
                .put(jpeg, 0, 2)
                .put(segment)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    private static PageImage only(byte[] content, Kind kind) {
        var pages = renderer.render(content, kind, Progress.UNTOLD).pages();
        assertThat(pages).hasSize(1);
        return pages.getFirst();
    }

    private static BufferedImage image(PageImage page) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(page.png()));
    }

    /** Dark pixels where the word says that it is. */
    private static long ink(BufferedImage image, Word word) {
        var left = word.x() * image.getWidth();
        var top = word.y() * image.getHeight();
        var right = left + word.width() * image.getWidth();
        var bottom = top + word.height() * image.getHeight();
        return IntStream.range(0, image.getWidth())
                .mapToLong(x -> IntStream.range(0, image.getHeight())
                        .filter(y -> x >= left && x <= right && y >= top && y <= bottom)
                        .filter(y -> (image.getRGB(x, y) & 0xFF) < 128)
                        .count())
                .sum();
    }
}
