package jp.madoguchi.publicnotice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a notice's timeline, in plain text.
 *
 * @param kind code of the step, for example RESTORED
 * @param textEn null: readers of English get the Japanese text
 */
record NoticeUpdate(
        Instant at, String kind, String text, @Nullable String textEn) {}
