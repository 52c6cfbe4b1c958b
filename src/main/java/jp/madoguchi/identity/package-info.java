/** Identity checks (本人確認): who stands there, by which document, with what result. Never a copy, never a My Number. */
@NullMarked
package jp.madoguchi.identity;

import org.jspecify.annotations.NullMarked;
