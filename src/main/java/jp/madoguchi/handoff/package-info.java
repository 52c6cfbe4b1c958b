/** Hand-off (来店案内): what cannot be done by phone is handed to a store or a contract machine, with its whole context. */
@NullMarked
package jp.madoguchi.handoff;

import org.jspecify.annotations.NullMarked;
