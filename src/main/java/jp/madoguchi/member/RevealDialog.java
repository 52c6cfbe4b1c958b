package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.util.function.Consumer;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;

/** Asks why a masked field is to be opened. */
final class RevealDialog extends HouseDialog {

    private final Reveals reveals;
    private final Work work;
    private final MemberNo memberNo;
    private final RevealedField field;
    private final Consumer<Reveals.Revealed> then;
    private final RadioButtonGroup<RevealReason> reason = new RadioButtonGroup<>();

    RevealDialog(Reveals reveals, Work work, MemberNo memberNo, RevealedField field, Consumer<Reveals.Revealed> then) {
        super(t("member.reveal.title", t("member.reveal.field." + field)), t("member.reveal"));
        this.reveals = reveals;
        this.work = work;
        this.memberNo = memberNo;
        this.field = field;
        this.then = then;
        reason.setLabel(t("member.reveal.reason"));
        reason.setItems(RevealReason.values());
        reason.setItemLabelGenerator(value -> code("audit_entry", "reason", value.name()));
        reason.setRequiredIndicatorVisible(true);
        reason.addClassName("vertical");
        body(reason);
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                reason.getElement().executeJs("setTimeout(() => this.querySelector('vaadin-radio-button')?.focus())");
            }
        });
    }

    @Override
    protected void submit() {
        reason.setErrorMessage(t("member.reveal.choose"));
        reason.setInvalid(reason.isEmpty());
        if (reason.isInvalid()) {
            return;
        }
        work.read(messages, () -> reveals.reveal(memberNo, field, reason.getValue()), revealed -> {
            close();
            then.accept(revealed);
        });
    }
}
