/** One click as one unit: its receipt, its time on the database's clock, its retries, and the draft of what is not sent yet. */
@NullMarked
package jp.madoguchi.operation;

import org.jspecify.annotations.NullMarked;
