/** Bank account, direct debit (口座振替) and due-date mail (返済日お知らせメール): what is on, and changes with a second person. */
@NullMarked
package jp.madoguchi.debit;

import org.jspecify.annotations.NullMarked;
