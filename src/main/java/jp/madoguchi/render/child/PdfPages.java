package jp.madoguchi.render.child;

import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.rendering.ImageType;

/** The pages of a PDF at {@link Limits#RESOLUTION}, large ones smaller, each with the text that it draws. */
final class PdfPages {

    private static final float POINTS_AN_INCH = 72;

    private PdfPages() {}

    static void draw(byte[] content, Answer answer) throws IOException {
        FontMappers.set(new OwnFonts());
        try (var document = Loader.loadPDF(content)) {
            draw(document, answer);
        } catch (InvalidPasswordException locked) {
            throw new Unfit(Verdict.ENCRYPTED);
        }
    }

    private static void draw(PDDocument document, Answer answer) throws IOException {
        if (document.isEncrypted()) {
            throw new Unfit(Verdict.ENCRYPTED);
        }
        var pages = document.getNumberOfPages();
        if (pages > Limits.PAGES) {
            throw new Unfit(Verdict.PAGES);
        }
        Objects.refuse(document.getDocument());
        var form = document.getDocumentCatalog().getAcroForm(null);
        if (form != null) {
            // What was typed into a form becomes text of its page.
            form.flatten();
        }
        answer.pages(pages);
        var renderer = new WholeRenderer(document);
        for (var page = 0; page < pages; page++) {
            var size = size(document.getPage(page));
            answer.page(renderer.renderImage(page, scale(size), ImageType.RGB), PageWords.of(document, page));
        }
    }

    /** PDFBox would take what is no page for an empty one. */
    private static PDRectangle size(PDPage page) {
        if (PDPageTree.getInheritableAttribute(page.getCOSObject(), COSName.MEDIA_BOX) == null) {
            throw new Unfit(Verdict.BROKEN);
        }
        return page.getCropBox();
    }

    private static float scale(PDRectangle size) {
        var longest = Math.max(size.getWidth(), size.getHeight());
        if (!(Math.min(size.getWidth(), size.getHeight()) >= 1 && Float.isFinite(longest))) {
            throw new Unfit(Verdict.BROKEN);
        }
        return Math.min(Limits.RESOLUTION / POINTS_AN_INCH, Limits.SIDE / longest);
    }
}
