/** The assembly of the console: start, database, ready line. */
@NullMarked
package jp.madoguchi;

import org.jspecify.annotations.NullMarked;
