package jp.madoguchi.takeover;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Paragraph;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.policy.Verdict;
import jp.madoguchi.ui.ContactOpener;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** The second click, with what it stops and what is not said. */
final class LockFirstDialog extends HouseDialog {

    private final TakeoverSigns signs;
    private final @Nullable ContactOpener opener;
    private final Work work;
    private final MemberNo memberNo;
    private final OperationId operation = OperationId.make();
    private @Nullable TakeoverState state;

    /** @param opener offered where no contact is open; null where one is */
    LockFirstDialog(TakeoverSigns signs, @Nullable ContactOpener opener, Work work, MemberNo memberNo) {
        super(t("takeover.lock.title"), t("takeover.lock"));
        this.signs = signs;
        this.opener = opener;
        this.work = work;
        this.memberNo = memberNo;
        setWidth("36rem");
        primary.addThemeVariants(ButtonVariant.ERROR);
        primary.setVisible(false);
        work.read(messages, () -> signs.read(memberNo), this::ask);
    }

    private void ask(TakeoverState read) {
        state = read;
        if (read.locking() instanceof Verdict.Forbidden forbidden) {
            body(new Paragraph(t(forbidden.what())), new Paragraph(t(forbidden.next())));
            var contact = opener;
            if (forbidden.reason() == Reason.CONTACT_NEEDED && contact != null) {
                var open = new Button(t("contact.open"), click -> {
                    close();
                    contact.open(memberNo);
                });
                open.addThemeVariants(ButtonVariant.PRIMARY);
                getFooter().add(open);
            }
            return;
        }
        body(new Paragraph(t("takeover.lock.effect")), new Paragraph(t("takeover.lock.silence")));
        primary.setVisible(true);
        primary.focus();
    }

    @Override
    protected void submit() {
        var contact = state == null ? null : state.ownContact().orElse(null);
        if (contact == null) {
            return;
        }
        work.write(
                messages,
                operation,
                () -> signs.lock(operation, contact.contactNo(), memberNo),
                lockedAt -> {
                    messages.good(t("takeover.lock.done", Formats.dateTime(lockedAt)), t("takeover.lock.next"));
                    finish();
                },
                this::finish);
    }

    private void finish() {
        primary.setVisible(false);
        cancel.setText(t("button.close"));
        cancel.focus();
        TakeoverPanel.changed();
    }
}
