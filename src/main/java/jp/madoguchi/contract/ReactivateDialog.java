package jp.madoguchi.contract;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;

/** Goes through the registered contact data with the member, one by one, before the re-activation. */
final class ReactivateDialog extends HouseDialog {

    private final Reactivations reactivations;
    private final Work work;
    private final OpenContact contact;
    private final MemberNo memberNo;
    private final Checkbox address = new Checkbox(t("contract.reactivate.address"));
    private final Checkbox phone = new Checkbox(t("contract.reactivate.phone"));
    private final Checkbox email = new Checkbox(t("contract.reactivate.email"));
    private final Checkbox employer = new Checkbox(t("contract.reactivate.employer"));
    private final OperationId operation = OperationId.make();

    ReactivateDialog(Reactivations reactivations, Work work, OpenContact contact, MemberNo memberNo) {
        super(t("contract.reactivate.title"), t("contract.reactivate"));
        this.reactivations = reactivations;
        this.work = work;
        this.contact = contact;
        this.memberNo = memberNo;
        setWidth("34rem");
        var ask = new Paragraph(t("contract.reactivate.say"));
        ask.addClassName("say");
        var boxes = new Div(address, phone, email, employer);
        boxes.addClassName("check-list");
        body(
                ask,
                boxes,
                new Paragraph(t("contract.reactivate.changed")),
                new Paragraph(t("contract.reactivate.effect")));
    }

    @Override
    protected void submit() {
        var confirmed = new Confirmed(address.getValue(), phone.getValue(), email.getValue(), employer.getValue());
        work.write(
                messages,
                operation,
                () -> reactivations.reactivate(operation, contact.contactNo(), memberNo, confirmed),
                done -> finish(),
                this::finish);
    }

    private void finish() {
        close();
        ContractPanel.changed();
    }
}
