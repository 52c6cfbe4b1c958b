package jp.madoguchi.demo;

/**
 * A file that a member sends.
 *
 * @param kind of the paper, as the console names kinds of income certificates
 * @param fault what is wrong with it
 * @param fileName as phones and scanners name files
 */
public record DemoCertificate(String memberNo, String kind, Fault fault, String fileName, byte[] content) {

    /** Why a certificate may not be good. */
    public enum Fault {
        NONE,
        BLURRED,
        CUT,
        WRONG_YEAR,
        TWO_PEOPLE,
        FORMER_EMPLOYER,
        /** My Number or basic pension number can be read. */
        NUMBER_VISIBLE,
        /** Lies on its side. */
        LANDSCAPE,
        TWELVE_PAGES
    }
}
