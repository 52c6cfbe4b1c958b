package jp.madoguchi.approval;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;

/** For the maker of a request: that it waits, for whom, and what to tell the member; or that it was sent back, and why. */
public final class RequestNote {

    private RequestNote() {}

    public static Div waiting(ApprovalLine line, Approvals approvals, Work work) {
        var panel = new MessagePanel();
        var withdraw = new Button(t("approval.withdraw"), click -> {
            var id = OperationId.make();
            work.write(
                    panel,
                    id,
                    () -> {
                        approvals.withdraw(id, line.ref());
                        return line;
                    },
                    done -> changed(),
                    RequestNote::changed);
        });
        var note = new Div(new Paragraph(t("approval.waiting", Formats.time(line.expiresAt()))));
        if (line.seenAt() == null) {
            work.read(panel, () -> approvals.whoMayDecide(line.operation()), names -> note.add(onDuty(names)));
        } else {
            note.add(new Paragraph(t("approval.seen", Formats.time(line.seenAt()))));
        }
        note.add(panel, withdraw);
        note.addClassNames("next-step", "waiting");
        note.getElement().setAttribute("role", "status");
        return note;
    }

    private static Div onDuty(List<String> names) {
        if (!names.isEmpty()) {
            return new Div(new Paragraph(t("approval.on-duty", String.join(t("approval.on-duty.and"), names))));
        }
        var nobody = new Paragraph(t("approval.nobody"));
        nobody.addClassName("hint-careful");
        var when = new Div(t("approval.nobody.say.when"));
        when.addClassName("call-when");
        var say = new Div(when, new Paragraph(t("approval.nobody.say")));
        say.addClassName("call-words");
        return new Div(nobody, say);
    }

    public static MessagePanel refused(ApprovalLine line) {
        var panel = new MessagePanel();
        panel.problem(
                t(
                        "approval.was-refused",
                        line.checkerName() == null ? "" : line.checkerName(),
                        code("approval", "refusal_reason", String.valueOf(line.refusalReason()))),
                MessagePanel.Saved.NOTHING,
                line.note() == null ? t("approval.was-refused.next") : line.note(),
                null);
        return panel;
    }

    private static void changed() {
        ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.MemberChanged());
    }
}
