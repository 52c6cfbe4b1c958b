package jp.madoguchi.income;

import jp.madoguchi.render.PageImage;

/** A page as it was rendered, before its boxes are burnt in. It exists in memory and under seal alone. */
public record UnmaskedPage(PageFacts facts, byte[] png) {

    /** A scan with a stamp of the scanner on it has no text layer worth the name. */
    private static final int ENOUGH_LETTERS = 80;

    /**
     * The page with what its text layer is suspected of.
     *
     * @param number in the certificate, from 1
     */
    public static UnmaskedPage of(int number, PageImage image) {
        var letters =
                image.words().stream().mapToInt(word -> word.text().length()).sum();
        return new UnmaskedPage(
                new PageFacts(
                        number, image.width(), image.height(), letters >= ENOUGH_LETTERS, Suspicions.in(image.words())),
                image.png());
    }
}
