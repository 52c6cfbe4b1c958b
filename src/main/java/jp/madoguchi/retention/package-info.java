/**
 * Retention (保存期間): how long each kind of record is kept, what goes when its period is over, and what is held back.
 */
@NullMarked
package jp.madoguchi.retention;

import org.jspecify.annotations.NullMarked;
