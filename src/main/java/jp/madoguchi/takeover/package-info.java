/** Account takeover (不正利用): its signs, computed from facts; the lock that comes first; the clearing with a second person. */
@NullMarked
package jp.madoguchi.takeover;

import org.jspecify.annotations.NullMarked;
