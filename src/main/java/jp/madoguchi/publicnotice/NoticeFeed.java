package jp.madoguchi.publicnotice;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /notices.json} says; moments in UTC.
 *
 * @param asOf when the notices were read, where that was too long ago to go without saying
 * @param notices in the order of the page
 */
record NoticeFeed(@Nullable Instant asOf, List<PublicNotice> notices) {}
