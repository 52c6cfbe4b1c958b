/** House components and the places where features put theirs. No data access. */
@NullMarked
package jp.madoguchi.ui;

import org.jspecify.annotations.NullMarked;
