package jp.madoguchi.render.child;

import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/**
 * Looks at every object of a PDF, whether a page uses it or not, for what makes it more than pages: it runs, starts, plays,
 * sends, carries other files or reaches for them; and for pictures that are too large. Links may stay.
 */
final class Objects {

    private static final Set<String> KEYS =
            Set.of("JS", "JavaScript", "XFA", "EmbeddedFiles", "EF", "RichMediaContent");

    /** Actions (ISO 32000-1, 12.6.4) other than going within the file and links. */
    private static final Set<String> ACTIONS = Set.of(
            "JavaScript",
            "Launch",
            "SubmitForm",
            "ImportData",
            "GoToR",
            "GoToE",
            "Rendition",
            "Movie",
            "Sound",
            "RichMediaExecute");

    private static final Set<String> ANNOTATIONS =
            Set.of("FileAttachment", "RichMedia", "3D", "Movie", "Sound", "Screen");

    private Objects() {}

    static void refuse(COSDocument document) {
        for (var key : document.getXrefTable().keySet()) {
            look(document.getObjectFromPool(key).getObject());
        }
        look(document.getTrailer());
    }

    /** References lead to objects that have their own turn. */
    private static void look(COSBase object) {
        switch (object) {
            case COSArray array -> array.forEach(Objects::look);
            case COSDictionary dictionary -> {
                if (isMoreThanPages(dictionary)) {
                    throw new Unfit(Verdict.SCRIPT);
                }
                if (pixels(dictionary) > Limits.PIXELS) {
                    throw new Unfit(Verdict.PIXELS);
                }
                dictionary.getValues().forEach(Objects::look);
            }
            case null, default -> {}
        }
    }

    private static boolean isMoreThanPages(COSDictionary dictionary) {
        return dictionary.keySet().stream().map(COSName::getName).anyMatch(KEYS::contains)
                || names(dictionary, COSName.S, ACTIONS)
                || names(dictionary, COSName.SUBTYPE, ANNOTATIONS)
                || (dictionary instanceof COSStream && reachesOut(dictionary));
    }

    /** A stream whose bytes, or whose better version, lie in another file. */
    private static boolean reachesOut(COSDictionary stream) {
        return stream.containsKey(COSName.F) || stream.containsKey("Ref") || stream.containsKey("OPI");
    }

    private static long pixels(COSDictionary dictionary) {
        return COSName.IMAGE.equals(dictionary.getCOSName(COSName.SUBTYPE))
                ? dictionary.getLong(COSName.WIDTH) * dictionary.getLong(COSName.HEIGHT)
                : 0;
    }

    private static boolean names(COSDictionary dictionary, COSName key, Set<String> names) {
        return dictionary.getDictionaryObject(key) instanceof COSName name && names.contains(name.getName());
    }
}
