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

/** Records by code what was heard in the contact. */
final class ReportSignDialog extends HouseDialog {

    private final TakeoverSigns signs;
    private final Work work;
    private final OpenContact contact;
    private final MemberNo memberNo;
    private final OperationId operation = OperationId.make();
    private final RadioButtonGroup<Heard> heard = new RadioButtonGroup<>(t("takeover.report.heard"));

    ReportSignDialog(TakeoverSigns signs, Work work, OpenContact contact, MemberNo memberNo) {
        super(t("takeover.report.title"), t("takeover.report"));
        this.signs = signs;
        this.work = work;
        this.contact = contact;
        this.memberNo = memberNo;
        setWidth("36rem");
        heard.setItems(Heard.values());
        heard.setItemLabelGenerator(kind -> code("takeover_report", "kind", kind.name()));
        body(heard, new Paragraph(t("takeover.report.means")));
        sendOnEnter();
    }

    @Override
    protected void submit() {
        var kind = heard.getValue();
        if (kind == null) {
            heard.setErrorMessage(t("takeover.report.choose"));
            heard.setInvalid(true);
            return;
        }
        work.write(
                messages,
                operation,
                () -> signs.report(operation, contact.contactNo(), memberNo, kind),
                done -> finish(),
                this::finish);
    }

    private void finish() {
        close();
        TakeoverPanel.changed();
    }
}
