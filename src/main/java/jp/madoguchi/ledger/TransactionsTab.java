package jp.madoguchi.ledger;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.QueryParameters;
import java.time.Clock;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.ui.MemberTab;
import jp.madoguchi.ui.Work;

/** The transaction history (取引履歴) of a member; its filters stand in the address. */
@org.springframework.stereotype.Component
class TransactionsTab implements MemberTab {

    private final Transactions transactions;
    private final Work work;
    private final Clock clock;

    TransactionsTab(Transactions transactions, Work work, Clock clock) {
        this.transactions = transactions;
        this.work = work;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "transactions";
    }

    @Override
    public int order() {
        return 13;
    }

    @Override
    public String titleKey() {
        return "ledger.tab";
    }

    @Override
    public Component create(MemberNo memberNo) {
        return create(memberNo, QueryParameters.empty());
    }

    @Override
    public Component create(MemberNo memberNo, QueryParameters asked) {
        var today = Tokyo.date(clock.instant());
        return new TransactionsPanel(
                transactions, work, memberNo, TransactionFilter.read(asked.getParameters(), today), today);
    }
}
