package jp.madoguchi.ledger;

import java.util.List;
import java.util.Optional;
import jp.madoguchi.core.Yen;

/** Sums of the transactions that a filter finds, by kind; a kind without any is left out. */
public record TransactionSums(List<OfKind> kinds) {

    /**
     * @param amount of money that moved
     * @param principalChange what they did to the principal, yen, with its sign
     * @param application of the repayments
     */
    public record OfKind(
            TransactionKind kind, int number, Yen amount, long principalChange, Transaction.Application application) {}

    public TransactionSums {
        kinds = List.copyOf(kinds);
    }

    public Optional<OfKind> of(TransactionKind kind) {
        return kinds.stream().filter(sum -> sum.kind() == kind).findFirst();
    }

    /** How many transactions in all. */
    public int number() {
        return kinds.stream().mapToInt(OfKind::number).sum();
    }
}
