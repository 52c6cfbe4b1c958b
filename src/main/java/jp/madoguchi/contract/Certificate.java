package jp.madoguchi.contract;

import java.time.Instant;
import jp.madoguchi.core.ContactNo;

/**
 * A paid-off certificate (完済証明書) that was made.
 *
 * @param contactNo the contact in which it was made, and in which alone its sheet is given out
 */
public record Certificate(String certificateNo, Instant madeAt, ContactNo contactNo) {}
