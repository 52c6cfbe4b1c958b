/** The transaction history (取引履歴): every movement of money of a contract as the ledger has it, and its statement. */
@NullMarked
package jp.madoguchi.ledger;

import org.jspecify.annotations.NullMarked;
