package jp.madoguchi.render.child;

import java.time.Duration;

/** What both sides keep to. */
public final class Limits {

    public static final int PAGES = 20;

    /** Of one picture, alone or in a PDF. */
    public static final long PIXELS = 40_000_000;

    /** Longest side of a page image, in pixels. */
    public static final int SIDE = 2400;

    /** Pixels an inch for a page that says how large it is. */
    public static final int RESOLUTION = 150;

    /** Bytes of one page image. */
    public static final int IMAGE = SIDE * SIDE * 3;

    /** Bytes of all page images together. */
    public static final int IMAGES = 96 * 1024 * 1024;

    /** Words of one page; what is beyond is left out. */
    public static final int WORDS = 20_000;

    /** Characters of one word; what is beyond is left out. */
    public static final int WORD = 200;

    /** For opening a paper, and again for each page. */
    public static final Duration PAGE = Duration.ofSeconds(10);

    public static final Duration ALL = Duration.ofSeconds(60);

    private Limits() {}
}
