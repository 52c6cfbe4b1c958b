package jp.madoguchi.notice;

import java.time.Instant;

/** Draws the page that members see; given by the package that serves it, so that a preview is the page itself. */
public interface MemberPage {

    /** A whole page with this notice alone, as if it were shown at a moment. */
    String html(NoticeForm form, Instant at, boolean japanese);
}
