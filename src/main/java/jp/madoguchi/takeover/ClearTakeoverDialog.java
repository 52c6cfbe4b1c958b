package jp.madoguchi.takeover;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;

/** Asks the second person, with the reason. */
final class ClearTakeoverDialog extends HouseDialog {

    private final TakeoverClearings clearings;
    private final Work work;
    private final OpenContact contact;
    private final MemberNo memberNo;
    private final OperationId operation = OperationId.make();
    private final RadioButtonGroup<TakeoverClearing.Reason> reason =
            new RadioButtonGroup<>(t("takeover.change.reason"));

    ClearTakeoverDialog(TakeoverClearings clearings, Work work, OpenContact contact, MemberNo memberNo) {
        super(t("takeover.clear.title"), t("takeover.clear.ask"));
        this.clearings = clearings;
        this.work = work;
        this.contact = contact;
        this.memberNo = memberNo;
        setWidth("36rem");
        reason.setItems(TakeoverClearing.Reason.values());
        reason.setItemLabelGenerator(each -> code("login_lock", "clear_reason", each.name()));
        body(new Paragraph(t("takeover.clear.see")), reason);
        sendOnEnter();
    }

    @Override
    protected void submit() {
        var chosen = reason.getValue();
        if (chosen == null) {
            reason.setErrorMessage(t("takeover.clear.choose"));
            reason.setInvalid(true);
            return;
        }
        work.write(
                messages,
                operation,
                () -> clearings.ask(operation, contact.contactNo(), memberNo, new TakeoverClearing(chosen)),
                request -> finish(),
                this::finish);
    }

    private void finish() {
        close();
        TakeoverPanel.changed();
    }
}
