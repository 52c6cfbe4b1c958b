package jp.madoguchi.limit;

import jp.madoguchi.lending.BureauInquiries;
import jp.madoguchi.lending.LimitFacts;

/** What is asked for: more, or lending again after a borrowing stop. Code of the column limit_request.kind. */
public enum RequestKind {
    RAISE(BureauInquiries.Purpose.LIMIT_CASE),
    LIFT_STOP(BureauInquiries.Purpose.LIFT_STOP);

    private final BureauInquiries.Purpose purpose;

    RequestKind(BureauInquiries.Purpose purpose) {
        this.purpose = purpose;
    }

    /** What a bureau is asked for in such a case. */
    BureauInquiries.Purpose purpose() {
        return purpose;
    }

    /** The facts that it is judged on, as madoguchi.limit_facts_for gives them. */
    LimitFacts of(LimitFacts facts) {
        return this == LIFT_STOP ? facts.withoutBorrowingStops() : facts;
    }
}
