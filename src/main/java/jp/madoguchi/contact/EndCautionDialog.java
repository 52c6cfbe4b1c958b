package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;

/** Ends a caution, with a coded reason; it stays in the history. */
final class EndCautionDialog extends HouseDialog {

    private final OperationId id = OperationId.make();
    private final ContactNo contactNo;
    private final MemberNo memberNo;
    private final CautionLine line;
    private final Cautions cautions;
    private final Work work;
    private final Runnable saved;
    private final RadioButtonGroup<Caution.End> reason = new RadioButtonGroup<>();

    /** @param saved what the screen does once it is ended */
    EndCautionDialog(
            ContactNo contactNo, MemberNo memberNo, CautionLine line, Cautions cautions, Work work, Runnable saved) {
        super(t("contact.caution.end.title"), t("contact.caution.end"));
        this.contactNo = contactNo;
        this.memberNo = memberNo;
        this.line = line;
        this.cautions = cautions;
        this.work = work;
        this.saved = saved;
        var caution = line.caution();
        reason.setLabel(t("contact.caution.end.reason"));
        reason.setItems(Caution.End.values());
        reason.setItemLabelGenerator(value -> code("contact_restriction", "end_reason", value.name()));
        reason.setRequiredIndicatorVisible(true);
        reason.addClassName("vertical");
        body(
                new FactList()
                        .fact(t("contact.caution.kind"), caution.kind().words())
                        .fact(t("contact.caution.detail"), CautionWords.particulars(caution))
                        .fact(t("contact.caution.recorded"), CautionWords.origin(caution)),
                reason);
        if (caution.kind().isGrave()) {
            body(new Paragraph(t("contact.caution.end.grave")));
        }
    }

    @Override
    protected void submit() {
        messages.clear();
        reason.setInvalid(reason.isEmpty());
        if (reason.isInvalid()) {
            return;
        }
        work.write(
                messages,
                id,
                () -> {
                    cautions.end(id, contactNo, memberNo, line.caution().kind(), line.id(), reason.getValue());
                    return contactNo;
                },
                done -> end(),
                this::end);
    }

    private void end() {
        close();
        saved.run();
    }
}
