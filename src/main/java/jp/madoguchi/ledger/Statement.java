package jp.madoguchi.ledger;

import java.time.Instant;
import java.util.List;
import jp.madoguchi.core.MemberNo;

/**
 * A statement (取引明細書) as it was taken out.
 *
 * @param lines oldest first
 * @param lender who states it
 */
public record Statement(
        MemberNo memberNo,
        String name,
        TransactionFilter filter,
        TransactionSums sums,
        List<Transaction> lines,
        String lender,
        Instant madeAt) {

    public Statement {
        lines = List.copyOf(lines);
    }

    /** As what it is taken out. */
    public enum Form {
        CSV,
        PDF
    }
}
