package jp.madoguchi.card;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Paragraph;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;

/** Confirms that another card is ordered and the old number ends. */
final class OrderCardDialog extends HouseDialog {

    private final CardOrders orders;
    private final Work work;
    private final OpenContact contact;
    private final MemberNo memberNo;
    private final OperationId operation = OperationId.make();

    OrderCardDialog(CardOrders orders, Work work, OpenContact contact, MemberNo memberNo) {
        super(t("card.order.title"), t("card.order"));
        this.orders = orders;
        this.work = work;
        this.contact = contact;
        this.memberNo = memberNo;
        setWidth("34rem");
        body(new Paragraph(t("card.order.effect")), new Paragraph(t("card.order.sent")));
    }

    @Override
    protected void submit() {
        work.write(
                messages,
                operation,
                () -> orders.order(operation, contact.contactNo(), memberNo),
                done -> finish(),
                this::finish);
    }

    private void finish() {
        close();
        CardPanel.changed();
    }
}
