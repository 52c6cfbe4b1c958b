package jp.madoguchi.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first page of a transaction history.
 *
 * @param sums of everything that the filter finds; null before a passed check (DOMAIN R31d)
 * @param lines newest first; none before a passed check
 */
public record TransactionHistory(@Nullable TransactionSums sums, List<Transaction> lines) {

    public TransactionHistory {
        lines = List.copyOf(lines);
    }
}
