package jp.madoguchi.render.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Typefaces that a PDF names and does not bring along: two of our own, the same on every machine. PDFBox would look through
 * those of the system, of which the cage shows none.
 */
final class OwnFonts implements FontMapper {

    private static final String LATIN = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final String JAPANESE = "/fonts/BIZUDPGothic-Regular.ttf";

    private static final Pattern JAPANESE_NAMES =
            Pattern.compile("gothic|mincho|meiryo|yu|hirag|kozu|ryumin|ipa|noto.*cjk|[^\\x00-\\x7f]");

    private @Nullable TrueTypeFont latin;
    private @Nullable TrueTypeFont japanese;

    @Override
    public FontMapping<TrueTypeFont> getTrueTypeFont(String name, PDFontDescriptor description) {
        return new FontMapping<>(font(name), true);
    }

    @Override
    public FontMapping<FontBoxFont> getFontBoxFont(String name, PDFontDescriptor description) {
        return new FontMapping<>(font(name), true);
    }

    @Override
    public CIDFontMapping getCIDFont(String name, PDFontDescriptor description, PDCIDSystemInfo system) {
        return new CIDFontMapping(null, japanese(), true);
    }

    private TrueTypeFont font(@Nullable String name) {
        return name != null
                        && JAPANESE_NAMES.matcher(name.toLowerCase(Locale.ROOT)).find()
                ? japanese()
                : latin();
    }

    private TrueTypeFont latin() {
        if (latin == null) {
            latin = load(LATIN);
        }
        return latin;
    }

    private TrueTypeFont japanese() {
        if (japanese == null) {
            japanese = load(JAPANESE);
        }
        return japanese;
    }

    private static TrueTypeFont load(String resource) {
        try (var font = OwnFonts.class.getResourceAsStream(resource)) {
            return new TTFParser().parse(RandomAccessReadBuffer.createBufferFromStream(font));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
