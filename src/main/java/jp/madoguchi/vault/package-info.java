/** Sealed papers: bytes that nobody can read any more once their key is destroyed. */
@NullMarked
package jp.madoguchi.vault;

import org.jspecify.annotations.NullMarked;
