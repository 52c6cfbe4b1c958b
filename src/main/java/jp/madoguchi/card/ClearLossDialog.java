package jp.madoguchi.card;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Paragraph;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;

/** Confirms that the card is in the member's hands: the old one again, or the new one. */
final class ClearLossDialog extends HouseDialog {

    private final LossClearings clearings;
    private final Work work;
    private final OpenContact contact;
    private final MemberNo memberNo;
    private final OperationId operation = OperationId.make();

    ClearLossDialog(LossClearings clearings, Work work, OpenContact contact, MemberNo memberNo, CardLoss loss) {
        super(t("card.clear.title"), t("card.clear"));
        this.clearings = clearings;
        this.work = work;
        this.contact = contact;
        this.memberNo = memberNo;
        setWidth("34rem");
        body(
                new Paragraph(t(loss.replaced() ? "card.clear.see.new" : "card.clear.see.old", loss.last4())),
                new Paragraph(t("card.clear.effect")));
    }

    @Override
    protected void submit() {
        work.write(
                messages,
                operation,
                () -> clearings.clear(operation, contact.contactNo(), memberNo),
                done -> finish(),
                this::finish);
    }

    private void finish() {
        close();
        CardPanel.changed();
    }
}
