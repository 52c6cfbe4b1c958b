package jp.madoguchi.notice;

import java.time.Instant;
import java.util.UUID;

/** Draws the page that members see; given by the package that serves it, so that a preview is the page itself. */
public interface MemberPage {

    /** The whole page in both languages. */
    record Drawn(String japanese, String english) {}

    /**
     * The page at a moment with all that members will see then, this notice among it.
     *
     * @param notice the one that is new or, when there is one of this name, takes its place with its updates
     * @param at as if it were published then
     */
    Drawn draw(UUID notice, NoticeForm form, Instant at);
}
