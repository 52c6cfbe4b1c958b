/** The loan of a member: what it comes to on a day, and how a contract ends at the member's word. */
@NullMarked
package jp.madoguchi.contract;

import org.jspecify.annotations.NullMarked;
