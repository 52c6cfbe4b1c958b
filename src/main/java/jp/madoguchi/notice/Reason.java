package jp.madoguchi.notice;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Paragraph;
import jp.madoguchi.ui.ReasonLineDialog;
import jp.madoguchi.ui.Work;

/** Why a notice or a change of the rules is sent back or withdrawn. */
final class Reason {

    private Reason() {}

    /**
     * @param title names the act
     * @param means what comes of it
     */
    static void ask(String title, String means, ReasonLineDialog.UseCase useCase, Work work, Runnable done) {
        new ReasonLineDialog(
                        title, title, t("notice.reason"), Notices.REASON, useCase, work, done, new Paragraph(means))
                .open();
    }
}
