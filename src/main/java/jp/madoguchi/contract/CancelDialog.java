package jp.madoguchi.contract;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Paragraph;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;

/** Reads out what a cancellation means, and asks for the second person. */
final class CancelDialog extends HouseDialog {

    private final Cancellations cancellations;
    private final Work work;
    private final OpenContact contact;
    private final MemberNo memberNo;
    private final OperationId operation = OperationId.make();

    CancelDialog(Cancellations cancellations, Work work, OpenContact contact, MemberNo memberNo) {
        super(t("contract.cancel.title"), t("contract.cancel.ask"));
        this.cancellations = cancellations;
        this.work = work;
        this.contact = contact;
        this.memberNo = memberNo;
        setWidth("34rem");
        var say = new Paragraph(t("contract.cancel.say"));
        say.addClassName("say");
        body(say, new Paragraph(t("contract.cancel.effect")));
    }

    @Override
    protected void submit() {
        work.write(
                messages,
                operation,
                () -> cancellations.request(operation, contact.contactNo(), memberNo),
                done -> finish(),
                this::finish);
    }

    private void finish() {
        close();
        ContractPanel.changed();
    }
}
