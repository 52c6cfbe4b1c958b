package jp.madoguchi.approval;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.stream.Collectors;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.FreeWords;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.PlainTable;
import jp.madoguchi.ui.WordsArea;
import jp.madoguchi.ui.Work;

/** One request: who asks, why a second person, on which check, before and after; approve or refuse. */
final class ApprovalDetail extends Div {

    private final ApprovalCase request;
    private final Approvals approvals;
    private final Work work;
    private final Runnable whenDecided;
    private final MessagePanel messages = new MessagePanel();
    private final Select<Decision.RefusalReason> refusal = new Select<>();
    private final WordsArea note = new WordsArea(t("approval.note"));
    private final Button approve = new Button(t("approval.approve"));
    private final Button refuse = new Button(t("approval.refuse"));
    private final OperationId operation = OperationId.make();

    ApprovalDetail(ApprovalCase request, Approvals approvals, Work work, Runnable whenDecided) {
        this.request = request;
        this.approvals = approvals;
        this.work = work;
        this.whenDecided = whenDecided;
        addClassNames("card", "stack");
        var line = request.line();
        add(new H2(t("approval.operation." + line.operation())), facts(line), changes());
        refusal.setLabel(t("approval.refusal-reason"));
        refusal.setItems(Decision.RefusalReason.values());
        refusal.setItemLabelGenerator(reason -> code("approval", "refusal_reason", reason.name()));
        note.setMaxLength(500);
        note.setWidthFull();
        approve.addThemeVariants(ButtonVariant.PRIMARY);
        approve.addClickListener(click -> FreeWords.settle(this, () -> decide(new Decision.Approve(note.getValue()))));
        refuse.addClickListener(click -> {
            refusal.setInvalid(refusal.getValue() == null);
            if (refusal.getValue() == null) {
                refusal.setErrorMessage(t("approval.refusal-reason.choose"));
                refusal.focus();
                return;
            }
            FreeWords.settle(this, () -> decide(new Decision.Refuse(refusal.getValue(), note.getValue())));
        });
        var buttons = new Div(approve, refuse);
        buttons.addClassName("row");
        add(refusal, note, messages, buttons);
        if (line.decision() != null) {
            close(t("approval.decided." + line.decision()));
        }
    }

    private FactList facts(ApprovalLine line) {
        var facts = new FactList()
                .fact(t("approval.member"), request.memberName() + " (" + request.memberNo() + ")")
                .fact(t("approval.maker"), t("approval.maker.value", line.makerName(), line.placeName()))
                .fact(t("approval.made-at"), Formats.dateTimeSeconds(line.madeAt()))
                .fact(t("approval.expires-at"), Formats.time(line.expiresAt()))
                .fact(
                        t("approval.reason"),
                        request.reasons().stream()
                                .map(reason -> t("policy." + reason))
                                .collect(Collectors.joining(" ")));
        var check = request.check();
        if (check != null) {
            facts.fact(
                    t("approval.check"),
                    t(
                            "approval.check.value",
                            code("identity_check", "method", check.method()),
                            check.documents().stream()
                                    .map(kind -> code("document_rule", "kind", kind))
                                    .collect(Collectors.joining(t("list.separator"))),
                            Formats.time(check.at())));
            facts.fact(t("approval.check.failed"), t("approval.check.failed.value", check.failedBefore()));
        }
        return facts;
    }

    private NativeTable changes() {
        var table = new PlainTable("approval.change.", List.of("what", "before", "after"));
        for (var change : request.changes()) {
            var row = new NativeTableRow();
            row.add(
                    new NativeTableCell(t(change.label())),
                    new NativeTableCell(t(change.before())),
                    new NativeTableCell(t(change.after())));
            table.getBody().add(row);
        }
        return table;
    }

    private void decide(Decision decision) {
        work.write(
                messages,
                operation,
                () -> approvals.decide(operation, request.line().ref(), decision),
                outcome -> close(t("approval.decided." + outcome)),
                () -> close(t("message.receipt.done")));
    }

    private void close(String what) {
        messages.good(what, "");
        List.of(approve, refuse).forEach(button -> button.setVisible(false));
        refusal.setVisible(false);
        note.setReadOnly(true);
        whenDecided.run();
    }
}
