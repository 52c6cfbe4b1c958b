/** Staff of the lender: who they are, how they sign in, what they may do. */
@NullMarked
package jp.madoguchi.staff;

import org.jspecify.annotations.NullMarked;
