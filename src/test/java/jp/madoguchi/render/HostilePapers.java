package jp.madoguchi.render;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import jp.madoguchi.render.UploadRefused.Why;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;

/** Files that somebody with bad intentions, or a broken phone, might send: twenty kinds, as many of each as wanted. */
public final class HostilePapers {

    /** The n-th file of a kind, and the reasons that are right for it. */
    public record Paper(Sort sort, int n, String name, byte[] content, Set<Why> reasons) {

        @Override
        public String toString() {
            return sort + " " + n + " (" + name + ")";
        }
    }

    /** The kinds, each with the reasons that are right. */
    public enum Sort {
        WRONG_TYPE(Why.KIND, Why.PHONE_PICTURE, Why.SIZE),
        LYING_NAME(Why.NAME),
        SECOND_FILE_WITHIN(Why.KIND),
        TRUNCATED(Why.BROKEN),
        DAMAGED(Why.BROKEN),
        LYING_HEADER(Why.BROKEN),
        TOO_MANY_PIXELS(Why.PIXELS),
        INFLATING_PNG(Why.BROKEN),
        TOO_LARGE(Why.SIZE),
        ENCRYPTED(Why.ENCRYPTED),
        TOO_MANY_PAGES(Why.PAGES),
        SCRIPT(Why.SCRIPT),
        LAUNCH(Why.SCRIPT),
        EMBEDDED_FILE(Why.SCRIPT),
        XFA(Why.SCRIPT),
        BAIT(Why.SCRIPT),
        LOOPS(Why.BROKEN, Why.PAGES, Why.TIME),
        HUGE_PICTURE_IN_PDF(Why.PIXELS),
        INFLATING_PDF(Why.BROKEN, Why.TIME),
        ENDLESS_DRAWING(Why.TIME);

        private final Set<Why> reasons;

        Sort(Why... reasons) {
            this.reasons = EnumSet.copyOf(List.of(reasons));
        }
    }

    private static final int MEGA = 1 << 20;

    private final String web;
    private final String file;

    /**
     * @param web an address that nobody may ask
     * @param file a file that nobody may read
     */
    public HostilePapers(String web, String file) {
        this.web = web;
        this.file = file;
    }

    /** So many of each kind. */
    public Stream<Paper> each(int times) {
        return Arrays.stream(Sort.values())
                .flatMap(sort -> IntStream.range(0, times).mapToObj(n -> paper(sort, n)));
    }

    /** Always the same for the same number. */
    public Paper paper(Sort sort, int n) {
        var random = new Random(sort.ordinal() * 1000L + n);
        return switch (sort) {
            case WRONG_TYPE -> wrongType(n, random);
            case LYING_NAME -> lyingName(n);
            case SECOND_FILE_WITHIN -> secondFile(n);
            case TRUNCATED -> truncated(n, random);
            case DAMAGED -> damaged(n, random);
            case LYING_HEADER -> lyingHeader(n);
            case TOO_MANY_PIXELS -> tooManyPixels(n);
            case INFLATING_PNG -> paper(sort, n, "p.png", inflatingPng(n));
            case TOO_LARGE -> paper(sort, n, "p.jpg", Arrays.copyOf(jpeg(), 10 * MEGA + 1 + n * 1000));
            case ENCRYPTED -> paper(sort, n, "p.pdf", encrypted(n));
            case TOO_MANY_PAGES -> paper(sort, n, "p.pdf", pages(n % 2 == 0 ? 21 + n : 500 * n));
            case SCRIPT -> paper(sort, n, "p.pdf", script(n));
            case LAUNCH -> paper(sort, n, "p.pdf", launch(n));
            case EMBEDDED_FILE -> paper(sort, n, "p.pdf", embedded(n));
            case XFA -> paper(sort, n, "p.pdf", xfa(n));
            case BAIT -> paper(sort, n, "p.pdf", bait(n));
            case LOOPS -> paper(sort, n, "p.pdf", loops(n));
            case HUGE_PICTURE_IN_PDF -> paper(sort, n, "p.pdf", hugePicture(n));
            case INFLATING_PDF -> paper(sort, n, "p.pdf", inflatingPdf(n));
            case ENDLESS_DRAWING -> paper(sort, n, "p.pdf", endless(n));
        };
    }

    private static Paper paper(Sort sort, int n, String name, byte[] content) {
        return new Paper(sort, n, name, content, sort.reasons);
    }

    // Good ones, to begin with
    // -----------------------------------------------------------------------------------------

    /** A small photograph. */
    public static byte[] jpeg() {
        return picture("jpg");
    }

    public static byte[] png() {
        return picture("png");
    }

    private static byte[] picture(String format) {
        var image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        for (var i = 0; i < 24; i++) {
            graphics.setColor(new Color(10 * i, 255 - 8 * i, (53 * i) % 256));
            graphics.fillRect(13 * i, 9 * i, 40, 30);
        }
        graphics.dispose();
        return written(image, format);
    }

    static byte[] written(BufferedImage image, String format) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    // The kinds
    // --------------------------------------------------------------------------------------------------------

    private static Paper wrongType(int n, Random random) {
        var noise = new byte[200];
        random.nextBytes(noise);
        var content = switch (n % 20) {
            case 0 -> text("MZ\u0090\0\u0003");
            case 1 -> zip();
            case 2 -> text("<!DOCTYPE html><html><script>alert(1)</script></html>");
            case 3 -> text("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>");
            case 4 -> text("GIF89a\1\0\1\0");
            case 5 -> text("RIFF\u0024\0\0\0WEBPVP8 ");
            case 6 -> text("\0\0\0\u0018ftypheic\0\0\0\0mif1heic");
            case 7 -> text("BM\u0046\0\0\0\0\0");
            case 8 -> text("II*\0\u0008\0\0\0");
            case 9 -> text("MM\0*\0\0\0\u0008");
            case 10 -> text("\0\0\0\u0020ftypisom\0\0\2\0");
            case 11 -> text("\u007fELF\2\1\1");
            case 12 -> text("\u00ca\u00fe\u00ba\u00be\0\0\0\u0045");
            case 13 -> text("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");
            case 14 -> text("<?php system($_GET['c']); ?>");
            case 15 -> text("%!PS-Adobe-3.0\n");
            case 16 -> text("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1");
            case 17 -> text("\n%PDF-1.7\n");
            case 18 -> text("\u00ff\u00d8");
            default -> new byte[0];
        };
        var filled = content.length == 0 ? content : joined(content, noise);
        return paper(Sort.WRONG_TYPE, n, List.of("p.pdf", "p.jpg", "p.png").get(n % 3), filled);
    }

    private static Paper lyingName(int n) {
        var names = List.of(
                "p.pdf",
                "p.jpg.exe",
                "p.exe",
                "p",
                ".",
                "",
                "p.jpg ;.html",
                "p.jpg\0.pdf",
                "../../etc/p.jpg",
                "C:\\p.jpg",
                "p\u202egpj.exe",
                "p\u202e.jpg",
                "p.png",
                "p.jpeg.svg",
                "p.jpg\n",
                "p.jpg/",
                "p.heic",
                "p.jpg.",
                "p.\uff4apg",
                "p.jpg%00.pdf");
        return paper(Sort.LYING_NAME, n, names.get(n % names.size()), jpeg());
    }

    private static Paper secondFile(int n) {
        var html = text("<html><script>fetch('/')</script></html>");
        var php = text("<?php system('id'); ?>");
        var pdf = RawPdf.onePage().bytes();
        return switch (n % 10) {
            case 0 -> paper(Sort.SECOND_FILE_WITHIN, n, "p.jpg", joined(jpeg(), zip()));
            case 1 -> paper(Sort.SECOND_FILE_WITHIN, n, "p.png", joined(png(), zip()));
            case 2 -> paper(Sort.SECOND_FILE_WITHIN, n, "p.pdf", joined(pdf, zip()));
            case 3 -> paper(Sort.SECOND_FILE_WITHIN, n, "p.jpg", withComment(jpeg(), html));
            case 4 -> paper(Sort.SECOND_FILE_WITHIN, n, "p.jpg", joined(jpeg(), php));
            case 5 -> paper(Sort.SECOND_FILE_WITHIN, n, "p.png", withText(html));
            case 6 -> paper(Sort.SECOND_FILE_WITHIN, n, "p.png", joined(png(), html));
            case 7 -> paper(Sort.SECOND_FILE_WITHIN, n, "p.pdf", joined(pdf, html));
            case 8 ->
                paper(
                        Sort.SECOND_FILE_WITHIN,
                        n,
                        "p.pdf",
                        RawPdf.onePage()
                                .object(1, "<</Type/Catalog/Pages 2 0 R/X(<html><script>x</script>)>>")
                                .bytes());
            default -> paper(Sort.SECOND_FILE_WITHIN, n, "p.jpg", joined(jpeg(), text("Rar!\u001a\7\1\0")));
        };
    }

    private static Paper truncated(int n, Random random) {
        var whole = switch (n % 3) {
            case 0 -> jpeg();
            case 1 -> png();
            default -> pages(3);
        };
        var least = n % 3 == 2 ? 10 : 30;
        return paper(
                Sort.TRUNCATED,
                n,
                List.of("p.jpg", "p.png", "p.pdf").get(n % 3),
                Arrays.copyOf(whole, least + random.nextInt(whole.length - least - 20)));
    }

    /** Pieces are missing or other bytes stand in their place. */
    private static Paper damaged(int n, Random random) {
        switch (n % 3) {
            case 0 -> {
                var png = png();
                png[50 + random.nextInt(png.length - 80)] ^= 0x55;
                return paper(Sort.DAMAGED, n, "p.png", png);
            }
            case 1 -> {
                var pdf = pages(3);
                var from = 20 + random.nextInt(pdf.length / 2);
                return paper(
                        Sort.DAMAGED,
                        n,
                        "p.pdf",
                        joined(Arrays.copyOf(pdf, from), Arrays.copyOfRange(pdf, from + 7 + n, pdf.length)));
            }
            default -> {
                var jpeg = jpeg();
                var from = jpeg.length / 2 + random.nextInt(jpeg.length / 4);
                return paper(
                        Sort.DAMAGED, n, "p.jpg", joined(Arrays.copyOf(jpeg, from), new byte[] {(byte) 0xFF, (byte) 0xD9
                        }));
            }
        }
    }

    private static Paper lyingHeader(int n) {
        var jpeg = jpeg();
        var frame = frame(jpeg);
        return switch (n % 7) {
            case 0 ->
                paper(
                        Sort.LYING_HEADER,
                        n,
                        "p.png",
                        RawPng.of(800 + n, 900)
                                .chunk("IDAT", RawPdf.deflated(new byte[5_000]))
                                .end());
            case 1 -> paper(Sort.LYING_HEADER, n, "p.jpg", changed(jpeg, frame + 5, (byte) 0x10, (byte) n));
            case 2 -> paper(Sort.LYING_HEADER, n, "p.jpg", changed(jpeg, frame + 5, (byte) 0, (byte) 0));
            case 3 -> paper(Sort.LYING_HEADER, n, "p.jpg", twoFrames(jpeg, frame));
            case 4 ->
                paper(
                        Sort.LYING_HEADER,
                        n,
                        "p.png",
                        RawPng.of(10, 10)
                                .raw(new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) n, 'I', 'D', 'A', 'T'})
                                .end());
            case 5 ->
                paper(
                        Sort.LYING_HEADER,
                        n,
                        "p.pdf",
                        text(new String(RawPdf.onePage().bytes(), ISO_8859_1)
                                .replaceFirst("startxref\n\\d+", "startxref\n" + (17 + n))));
            default ->
                paper(Sort.LYING_HEADER, n, "p.png", RawPng.of(0, 100 + n).end());
        };
    }

    private static Paper tooManyPixels(int n) {
        if (n % 2 == 0) {
            return paper(
                    Sort.TOO_MANY_PIXELS,
                    n,
                    "p.png",
                    RawPng.of(6_500 + n * 1_000, 6_500 + n * 1_000)
                            .chunk("IDAT", RawPdf.deflated((byte) 0, 3_000_000))
                            .end());
        }
        var jpeg = jpeg();
        var side = ByteBuffer.allocate(2).putShort((short) (40_000 + n * 1_000)).array();
        return paper(
                Sort.TOO_MANY_PIXELS, n, "p.jpg", changed(jpeg, frame(jpeg) + 5, side[0], side[1], side[0], side[1]));
    }

    /** Small by its header, hundreds of megabytes behind it. */
    private static byte[] inflatingPng(int n) {
        return RawPng.of(100 + n, 100)
                .chunk("IDAT", RawPdf.deflated((byte) 0, (100L + 40L * n) * MEGA))
                .end();
    }

    private static byte[] encrypted(int n) {
        var strengths = List.of(40, 128, 256);
        try (var document = Loader.loadPDF(RawPdf.onePage().bytes())) {
            var policy =
                    new StandardProtectionPolicy("owner" + n, n % 2 == 0 ? "" : "user" + n, new AccessPermission());
            policy.setEncryptionKeyLength(strengths.get(n % strengths.size()));
            policy.setPreferAES(n % 4 < 2);
            document.protect(policy);
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** So many pages of one content. */
    public static byte[] pages(int count) {
        var pdf = RawPdf.onePage();
        var kids = new StringBuilder("3 0 R");
        for (var number = 6; number < 5 + count; number++) {
            kids.append(' ').append(number).append(" 0 R");
            pdf.object(number, RawPdf.page(""));
        }
        return pdf.object(2, "<</Type/Pages/Kids[" + kids + "]/Count " + count + ">>")
                .bytes();
    }

    private String action(int n) {
        return "<</S/JavaScript/JS(app.launchURL\\('" + web + "/" + n + "'\\))>>";
    }

    private byte[] script(int n) {
        var action = action(n);
        return switch (n % 7) {
            case 0 -> catalog("/OpenAction" + action);
            case 1 -> catalog("/Names<</JavaScript<</Names[(a) 6 0 R]>>>>", action);
            case 2 -> catalog("/AA<</WC" + action + ">>");
            case 3 -> onPage("/AA<</O" + action + ">>");
            case 4 -> annotated("/Subtype/Link/A" + action);
            case 5 ->
                catalog(
                        "/AcroForm<</Fields[6 0 R]>>",
                        "<</FT/Tx/T(a)/Type/Annot/Subtype/Widget/Rect[9 9 99 99]/AA<</K" + action + ">>>>");
            default -> catalog("/OpenAction 6 0 R", "<</S/GoTo/D[3 0 R/Fit]/Next" + action + ">>");
        };
    }

    private byte[] launch(int n) {
        var where = "(" + file + ")";
        return switch (n % 6) {
            case 0 -> catalog("/OpenAction<</S/Launch/F" + where + "/Win<</F(cmd.exe)/P(/c calc)>>>>");
            case 1 -> annotated("/Subtype/Link/A<</S/Launch/F" + where + ">>");
            case 2 -> annotated("/Subtype/Link/A<</S/SubmitForm/F<</FS/URL/F(" + web + ")>>>>");
            case 3 -> catalog("/OpenAction<</S/ImportData/F" + where + ">>");
            case 4 -> catalog("/OpenAction<</S/GoToR/D[0/Fit]/F" + where + "/NewWindow true>>");
            default -> catalog("/OpenAction<</S/GoToE/D[0/Fit]/T<</R/C/N(a)>>>>");
        };
    }

    private byte[] embedded(int n) {
        var file = RawPdf.onePage().stream(6, "/Type/EmbeddedFile", "MZ evil " + n);
        return switch (n % 4) {
            case 0 ->
                file.object(1, "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a) 7 0 R]>>>>>>")
                        .object(7, "<</Type/Filespec/F(a.exe)/EF<</F 6 0 R>>>>")
                        .bytes();
            case 1 ->
                file.object(3, RawPdf.page("/Annots[7 0 R]"))
                        .object(7, "<</Type/Annot/Subtype/FileAttachment/Rect[9 9 99 99]/FS<</F(a)/EF<</F 6 0 R>>>>>>")
                        .bytes();
            case 2 ->
                file.object(3, RawPdf.page("/Annots[7 0 R]"))
                        .object(7, "<</Type/Annot/Subtype/RichMedia/Rect[9 9 99 99]>>")
                        .bytes();
            default ->
                file.object(3, RawPdf.page("/Annots[7 0 R]"))
                        .object(7, "<</Type/Annot/Subtype/Screen/Rect[9 9 99 99]/A<</S/Rendition>>>>")
                        .bytes();
        };
    }

    private byte[] xfa(int n) {
        var form = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"" + (n % 2 == 0 ? web : "file://" + file)
                + "\">]><xdp:xdp xmlns:xdp=\"http://ns.adobe.com/xdp/\"><a>&e;</a></xdp:xdp>";
        return RawPdf.onePage().stream(4, "", "% ".repeat(2_000))
                .object(
                        1,
                        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]/XFA " + (n % 3 == 0 ? "[(t) 6 0 R]" : "6 0 R")
                                + ">>>>")
                .stream(6, "", form)
                .bytes();
    }

    /** Streams and pictures that would be fetched from elsewhere. */
    private byte[] bait(int n) {
        var elsewhere = n % 2 == 0 ? "(" + file + ")" : "<</FS/URL/F(" + web + "/" + n + ")>>";
        return switch (n % 4) {
            case 0, 1 -> RawPdf.onePage().stream(4, "/F" + elsewhere, "").bytes();
            case 2 ->
                RawPdf.onePage().object(3, RawPdf.page("/Resources<</XObject<</X 6 0 R>>>>")).stream(
                                6,
                                "/Type/XObject/Subtype/Image/Width 9/Height 9/ColorSpace/DeviceGray/BitsPerComponent 8/F"
                                        + elsewhere,
                                "")
                        .bytes();
            default ->
                RawPdf.onePage().stream(
                                6, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Ref<</F" + elsewhere + "/Page 0>>", "")
                        .bytes();
        };
    }

    private static byte[] loops(int n) {
        return switch (n % 5) {
            case 0 ->
                RawPdf.onePage()
                        .object(2, "<</Type/Pages/Kids[2 0 R]/Count " + (1 + n) + ">>")
                        .bytes();
            case 1 ->
                RawPdf.onePage()
                        .object(2, "<</Type/Pages/Kids[6 0 R]/Count 1>>")
                        .object(6, "<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>")
                        .bytes();
            case 2 ->
                RawPdf.onePage()
                        .object(1, "<</Type/Catalog/Pages 1 0 R/Count " + n + ">>")
                        .bytes();
            case 3 ->
                RawPdf.onePage()
                        .object(3, "[".repeat(20_000 + n) + "]".repeat(20_000 + n))
                        .bytes();
            default -> RawPdf.onePage().object(2, "2 0 R").bytes();
        };
    }

    private static byte[] hugePicture(int n) {
        var side = 12_000 + n * 500;
        return RawPdf.onePage()
                .object(
                        3,
                        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 6 0 R>>>>>>")
                .stream(4, "", "595 0 0 842 0 0 cm /X Do")
                .stream(
                        6,
                        "/Type/XObject/Subtype/Image/Width " + side + "/Height " + side
                                + "/ColorSpace/DeviceRGB/BitsPerComponent 8/Interpolate true/Filter/FlateDecode",
                        RawPdf.deflated((byte) n, 3L * side * side))
                .bytes();
    }

    /** A small file whose page is hundreds of megabytes of strokes. */
    private static byte[] inflatingPdf(int n) {
        var strokes = ("0 0 m " + (100 + n) + " 800 l 9 9 l S ").repeat(1 << 14);
        return RawPdf.onePage().stream(4, "/Filter/FlateDecode", RawPdf.deflated(text(strokes), 1_000))
                .bytes();
    }

    /** Forms that draw forms: each level multiplies the work. */
    private static byte[] endless(int n) {
        var levels = 8 + n % 4;
        var pdf = RawPdf.onePage()
                .object(
                        3,
                        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 6 0 R>>>>>>")
                .stream(4, "", "/X Do");
        for (var level = 0; level < levels; level++) {
            pdf.stream(
                    6 + level,
                    "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X " + (7 + level) + " 0 R>>>>",
                    "/X Do ".repeat(20 + n));
        }
        return pdf.stream(6 + levels, "/Type/XObject/Subtype/Form/BBox[0 0 595 842]", "0 0 595 842 re f ".repeat(50))
                .bytes();
    }

    // Pieces
    // -----------------------------------------------------------------------------------------------------------

    private static byte[] catalog(String more) {
        return RawPdf.onePage()
                .object(1, "<</Type/Catalog/Pages 2 0 R" + more + ">>")
                .bytes();
    }

    private static byte[] catalog(String more, String six) {
        return RawPdf.onePage()
                .object(1, "<</Type/Catalog/Pages 2 0 R" + more + ">>")
                .object(6, six)
                .bytes();
    }

    private static byte[] onPage(String more) {
        return RawPdf.onePage().object(3, RawPdf.page(more)).bytes();
    }

    private static byte[] annotated(String annotation) {
        return RawPdf.onePage()
                .object(3, RawPdf.page("/Annots[6 0 R]"))
                .object(6, "<</Type/Annot/Rect[9 9 99 99]" + annotation + ">>")
                .bytes();
    }

    private static byte[] text(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private static byte[] changed(byte[] file, int at, byte... bytes) {
        var changed = file.clone();
        System.arraycopy(bytes, 0, changed, at, bytes.length);
        return changed;
    }

    /** Where the frame of a JPEG begins: marker, length, bits, height, width. */
    private static int frame(byte[] jpeg) {
        for (var at = 0; ; at++) {
            if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) 0xC0) {
                return at;
            }
        }
    }

    private static byte[] twoFrames(byte[] jpeg, int frame) {
        var length = 2 + (jpeg[frame + 2] << 8 | jpeg[frame + 3] & 0xFF);
        return joined(
                joined(Arrays.copyOf(jpeg, frame + length), Arrays.copyOfRange(jpeg, frame, frame + length)),
                Arrays.copyOfRange(jpeg, frame + length, jpeg.length));
    }

    private static byte[] withComment(byte[] jpeg, byte[] comment) {
        var segment = ByteBuffer.allocate(4 + comment.length)
                .putShort((short) 0xFFFE)
                .putShort((short) (2 + comment.length))
                .put(comment)
                .array();
        return joined(joined(Arrays.copyOf(jpeg, 2), segment), Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    private static byte[] withText(byte[] comment) {
        return RawPng.of(10, 10)
                .chunk("tEXt", joined(text("Comment\0"), comment))
                .chunk("IDAT", RawPdf.deflated(new byte[310]))
                .end();
    }

    private static byte[] zip() {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("a.html"));
            zip.write("<script>alert(1)</script>".getBytes(UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
