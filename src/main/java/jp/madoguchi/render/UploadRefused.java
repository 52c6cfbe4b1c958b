package jp.madoguchi.render;

import jp.madoguchi.core.Refused;

/** A file is not taken; nothing of it was stored (issue of the income certificates, SECURITY T15-T19). */
public final class UploadRefused extends Refused {

    /** The one reason that is told. */
    public enum Why {
        /** Neither JPEG nor PNG nor PDF, or another file as well. */
        KIND("RENDER-001"),
        /** HEIC, WebP or another picture that phones make: the person is told how to send a JPEG. */
        PHONE_PICTURE("RENDER-002"),
        /** Empty, or over 10 MB. */
        SIZE("RENDER-003"),
        /** Over 40 million pixels. */
        PIXELS("RENDER-004"),
        /** Over 20 pages. */
        PAGES("RENDER-005"),
        ENCRYPTED("RENDER-006"),
        /** JavaScript, launching, embedded files, forms of the kind XFA, or reaching out to other files. */
        SCRIPT("RENDER-007"),
        /** Cut off, damaged, or not drawn within 256 MB. */
        BROKEN("RENDER-008"),
        /** The ending of the name disagrees with the content, or the name deceives. */
        NAME("RENDER-009"),
        /** Others are being drawn and enough wait. */
        BUSY("RENDER-010"),
        /** This node cannot lock the drawing process away. */
        CAGE("RENDER-011"),
        /** Not drawn within 10 s a page and 60 s in all: too much is drawn on it, or the node is too busy. */
        TIME("RENDER-012");

        private final String code;

        Why(String code) {
            this.code = code;
        }
    }

    private final Why why;

    UploadRefused(Why why) {
        super(why.code);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
