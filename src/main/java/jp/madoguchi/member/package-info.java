/** Members: found by what was heard, opened with a record, shown masked until the person is checked. */
@NullMarked
package jp.madoguchi.member;

import org.jspecify.annotations.NullMarked;
