package jp.madoguchi.render.child;

/** Why a paper is not drawn. */
public enum Verdict {
    PIXELS,
    PAGES,
    ENCRYPTED,
    SCRIPT,
    BROKEN
}
