/** The frame around every view: layout, home, errors. */
@NullMarked
package jp.madoguchi.shell;

import org.jspecify.annotations.NullMarked;
