package jp.madoguchi.publicnotice;

import java.time.Instant;
import java.util.List;

/**
 * All that an edition is made of, as it stood in the database at one moment.
 *
 * @param readAt on the clock of the database
 * @param company name of the lender
 * @param notices those that can be seen at {@code readAt} or may be for a long while after it
 */
record Facts(Instant readAt, String company, List<PublicNotice> notices) {}
