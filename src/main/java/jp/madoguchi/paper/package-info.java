/** Paper: sheets in Japanese as PDF, whatever language the staff work in. */
@NullMarked
package jp.madoguchi.paper;

import org.jspecify.annotations.NullMarked;
