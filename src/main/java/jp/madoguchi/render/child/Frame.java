package jp.madoguchi.render.child;

/**
 * The kinds of message that the caged process writes, each led by one byte, its ordinal: PAGES (int), PAGE (number, width,
 * height, length, PNG, words, each word as text and four doubles), REFUSED (ordinal of the verdict), END.
 */
public enum Frame {
    PAGES,
    PAGE,
    REFUSED,
    END
}
