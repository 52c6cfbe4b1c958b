package jp.madoguchi.identity;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.shared.Registration;
import java.util.ArrayList;
import java.util.List;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** Asks for the document that the person shows; the console compares what is typed from it with what is on file. */
@StyleSheet("context://ui/counter.css")
final class IdentityCheckDialog extends HouseDialog {

    private final IdentityChecks checks;
    private final Relocation relocation;
    private final Work work;
    private final OpenContact contact;
    private final MemberNo memberNo;
    private final DocumentFields first;
    private final DocumentFields second;
    private final H3 secondTitle = new H3(t("identity.second"));
    private final Checkbox forgery = new Checkbox(t("identity.forgery"));
    private final Button moved = new Button(t("identity.moved"));
    private OperationId operation = OperationId.make();
    private @Nullable Registration onMove;

    IdentityCheckDialog(
            IdentityChecks checks,
            Relocation relocation,
            Work work,
            OpenContact contact,
            MemberNo memberNo,
            String memberName) {
        super(t("identity.title", memberName), t("identity.submit"));
        this.checks = checks;
        this.relocation = relocation;
        this.work = work;
        this.contact = contact;
        this.memberNo = memberNo;
        setWidth("52rem");
        var rules = checks.acceptedDocuments();
        first = new DocumentFields(rules, memberName);
        second = new DocumentFields(rules, memberName);
        var never = new Paragraph(t("identity.never"));
        never.addClassName("muted");
        secondTitle.setVisible(false);
        second.setVisible(false);
        first.whenKindChanges(this::showSecond);
        moved.setVisible(false);
        getFooter().add(moved);
        body(never, first, secondTitle, second, forgery);
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                first.focus();
            }
        });
    }

    private void showSecond() {
        secondTitle.setVisible(first.needsSecond());
        second.setVisible(first.needsSecond());
    }

    @Override
    protected void submit() {
        moved.setVisible(false);
        var complete = forgery.getValue() || first.isComplete() & (!second.isVisible() || second.isComplete());
        if (!complete) {
            messages.problem(t("identity.incomplete"), MessagePanel.Saved.NO, t("identity.incomplete.next"), null);
            return;
        }
        var documents = new ArrayList<ShownDocument>();
        if (!forgery.getValue()) {
            documents.add(first.read());
            if (second.isVisible()) {
                documents.add(second.read());
            }
        }
        work.write(messages, operation, () -> check(documents), this::show, this::finish);
    }

    private CheckResult check(List<ShownDocument> documents) {
        try {
            return checks.check(operation, contact.contactNo(), memberNo, documents, forgery.getValue());
        } catch (DocumentRefused refused) {
            if (refused.isOtherAddress()) {
                relocation.offer(contact, memberNo, documents).ifPresent(this::offer);
            }
            throw refused;
        }
    }

    /** Whoever has moved goes on with the address; nothing that was typed here is typed again. */
    private void offer(Runnable form) {
        if (onMove != null) {
            onMove.remove();
        }
        onMove = moved.addClickListener(click -> {
            close();
            form.run();
        });
        moved.setVisible(true);
    }

    private void show(CheckResult result) {
        if (result.passed()) {
            finish();
            return;
        }
        operation = OperationId.make();
        ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.ContactChanged());
        var reason = result.reason() == null
                ? ""
                : code("identity_check", "fail_reason", result.reason().name());
        messages.problem(
                t("identity.failed", reason),
                MessagePanel.Saved.NOTHING,
                result.triesLeft() > 0 ? t("identity.failed.next", result.triesLeft()) : t("identity.failed.last"),
                null);
        if (result.triesLeft() == 0) {
            primary.setVisible(false);
            cancel.setText(t("button.close"));
        }
    }

    private void finish() {
        close();
        ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.ContactChanged());
    }
}
