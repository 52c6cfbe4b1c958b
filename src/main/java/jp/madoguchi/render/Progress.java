package jp.madoguchi.render;

/** Told by the thread that renders, whenever a page is done. */
@FunctionalInterface
public interface Progress {

    /** For whoever shows no progress. */
    Progress UNTOLD = (done, of) -> {};

    /**
     * @param done pages that are done, 0 as soon as their number is known
     * @param of all pages
     */
    void pages(int done, int of);
}
