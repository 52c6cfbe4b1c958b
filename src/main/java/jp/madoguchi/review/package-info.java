/** What every desk of reviewers shares: who has which item, for how long, and how it is taken over. */
@NullMarked
package jp.madoguchi.review;

import org.jspecify.annotations.NullMarked;
