/** Cards: lost or stolen ones stopped on any channel, others ordered in their place, stops cleared in person. */
@NullMarked
package jp.madoguchi.card;

import org.jspecify.annotations.NullMarked;
