package jp.madoguchi.retention;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.TypedDigits;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.WordsLine;
import jp.madoguchi.ui.Work;

/** Holds back what is kept of a member. */
final class HoldDialog extends HouseDialog {

    private final OperationId id = OperationId.make();
    private final RetentionHolds holds;
    private final Work work;
    private final Runnable saved;
    private final TextField member = new TextField(t("retention.hold.member"));
    private final TextField reason = new WordsLine(t("retention.hold.reason"));

    HoldDialog(RetentionHolds holds, Work work, Runnable saved) {
        super(t("retention.hold.set"), t("retention.hold.send"));
        this.holds = holds;
        this.work = work;
        this.saved = saved;
        member.setHelperText(t("retention.hold.member.helper"));
        member.setRequiredIndicatorVisible(true);
        member.setMaxLength(20);
        reason.setHelperText(t("retention.hold.reason.helper"));
        reason.setRequiredIndicatorVisible(true);
        reason.setMaxLength(RetentionHolds.REASON_LIMIT);
        body(new Paragraph(t("retention.hold.explain")), member, reason);
        sendOnEnter();
    }

    @Override
    protected void submit() {
        messages.clear();
        var number = TypedDigits.plain(member.getValue());
        member.setErrorMessage(t("retention.hold.member.wrong"));
        member.setInvalid(!MemberNo.isValid(number));
        if (member.isInvalid()) {
            return;
        }
        work.write(
                messages,
                id,
                () -> {
                    holds.set(id, new MemberNo(number), reason.getValue());
                    return number;
                },
                done -> finish(),
                this::finish);
    }

    private void finish() {
        close();
        saved.run();
    }
}
