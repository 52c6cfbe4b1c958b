package jp.madoguchi.login;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.policy.Verdict;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** Asks why the failures happened and whether the member knows the secret; clears, or asks for a second person. */
@StyleSheet("context://ui/counter.css")
final class ClearLockDialog extends HouseDialog {

    /** Whether the member knows the secret, and if not, which one. */
    private enum Knows {
        YES,
        NOT_PASSWORD,
        NOT_PIN;

        Clearing.@Nullable Secret reset() {
            return switch (this) {
                case YES -> null;
                case NOT_PASSWORD -> Clearing.Secret.PASSWORD;
                case NOT_PIN -> Clearing.Secret.PIN;
            };
        }
    }

    private final Locks locks;
    private final Work work;
    private final OpenContact contact;
    private final LoginState state;
    private final RadioButtonGroup<Clearing.Reason> reason = new RadioButtonGroup<>();
    private final RadioButtonGroup<Knows> knows = new RadioButtonGroup<>();
    private final OperationId operation = OperationId.make();

    ClearLockDialog(Locks locks, Work work, OpenContact contact, LoginState state) {
        super(t("login.clear.title"), t(isSecond(state) ? "login.clear.ask" : "login.clear"));
        this.locks = locks;
        this.work = work;
        this.contact = contact;
        this.state = state;
        setWidth("38rem");
        var until = contact.checkedUntil();
        var facts = new FactList()
                .fact(t("login.clear.member"), contact.memberName() + " (" + state.memberNo() + ")")
                .fact(t("login.clear.check"), until == null ? "" : t("login.clear.check.until", Formats.time(until)))
                .fact(t("login.clear.effect"), t("login.clear.effect.value"));
        reason.setLabel(t("login.clear.reason"));
        reason.setItems(Clearing.Reason.values());
        reason.setItemLabelGenerator(value -> code("login_lock", "clear_reason", value.name()));
        reason.setRequiredIndicatorVisible(true);
        reason.addClassName("vertical");
        knows.setLabel(t("login.clear.knows"));
        knows.setItems(Knows.values());
        var noReset = state.reset().deliveries().isEmpty() ? ".no-reset" : "";
        knows.setItemLabelGenerator(value -> t("login.clear.knows." + value + (value == Knows.YES ? "" : noReset)));
        knows.setRequiredIndicatorVisible(true);
        knows.addClassName("vertical");
        var way = new Paragraph(t("login.clear.reset-way" + noReset));
        way.addClassName("muted");
        way.setVisible(false);
        knows.addValueChangeListener(change ->
                way.setVisible(change.getValue() != null && change.getValue().reset() != null));
        body(facts, reason, knows, way);
        if (state.clearing() instanceof Verdict.NeedsSecondPerson) {
            body(new Paragraph(t("login.clear.second")));
        }
    }

    private static boolean isSecond(LoginState state) {
        return state.clearing() instanceof Verdict.NeedsSecondPerson;
    }

    @Override
    protected void submit() {
        reason.setInvalid(reason.getValue() == null);
        knows.setInvalid(knows.getValue() == null);
        if (reason.isInvalid() || knows.isInvalid()) {
            messages.problem(
                    t("login.clear.incomplete"), MessagePanel.Saved.NO, t("login.clear.incomplete.next"), null);
            return;
        }
        var form = new Clearing(
                reason.getValue(),
                state.reset().deliveries().isEmpty() ? null : knows.getValue().reset());
        work.write(
                messages,
                operation,
                () -> locks.clear(operation, contact.contactNo(), state.memberNo(), form),
                outcome -> finish(),
                this::finish);
    }

    private void finish() {
        close();
        ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.MemberChanged());
    }
}
