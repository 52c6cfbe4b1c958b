/** The words of the trade that every package speaks: numbers of members, cards, staff, places and contacts, and money. */
@NullMarked
package jp.madoguchi.core;

import org.jspecify.annotations.NullMarked;
