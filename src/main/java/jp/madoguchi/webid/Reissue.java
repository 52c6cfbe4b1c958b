package jp.madoguchi.webid;

/**
 * What is asked for when a Web-ID is re-issued.
 *
 * @param delivery how the new one reaches the member
 * @param reason why the member wants another one
 */
public record Reissue(Delivery delivery, Reason reason) {

    /** Codes of web_id.delivery that staff may choose. */
    public enum Delivery {
        /** On a printed slip, at a store only. */
        SLIP,
        /** To the registered e-mail; nobody here sees it. */
        MAIL
    }

    /** Codes of web_id.reason. */
    public enum Reason {
        FORGOTTEN,
        KNOWN_TO_OTHERS,
        REGULAR_CHANGE,
        OTHER
    }
}
