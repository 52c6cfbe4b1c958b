/** Statements whose text is kept: what is sent many times a second is written once. */
@NullMarked
package jp.madoguchi.sql;

import org.jspecify.annotations.NullMarked;
