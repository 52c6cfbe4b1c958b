package jp.madoguchi.login;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.util.List;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.policy.Verdict;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;

/** Asks which secret is reset, where the link goes and why; sends the link, or asks for a second person. */
final class ResetDialog extends HouseDialog {

    private final Resets resets;
    private final Work work;
    private final OpenContact contact;
    private final LoginState state;
    private final RadioButtonGroup<Clearing.Secret> secret = new RadioButtonGroup<>();
    private final RadioButtonGroup<Reset.Delivery> delivery = new RadioButtonGroup<>();
    private final RadioButtonGroup<Reset.Reason> reason = new RadioButtonGroup<>();
    private final OperationId operation = OperationId.make();

    ResetDialog(Resets resets, Work work, OpenContact contact, LoginState state) {
        super(t("login.reset.title"), t(isSecond(state) ? "login.reset.ask" : "login.reset"));
        this.resets = resets;
        this.work = work;
        this.contact = contact;
        this.state = state;
        setWidth("38rem");
        var until = contact.checkedUntil();
        var facts = new FactList()
                .fact(t("login.clear.member"), contact.memberName() + " (" + state.memberNo() + ")")
                .fact(t("login.clear.check"), until == null ? "" : t("login.clear.check.until", Formats.time(until)))
                .fact(
                        t("login.reset.effect"),
                        t(
                                state.reset().deliveries().isEmpty()
                                        ? "login.reset.effect.slip"
                                        : "login.reset.effect.value"));
        ask(secret, "login.reset.secret", "secret", List.of(Clearing.Secret.values()));
        ask(delivery, "login.reset.delivery", "delivery", state.reset().ways());
        ask(reason, "login.reset.reason", "reason", List.of(Reset.Reason.values()));
        body(facts, secret, delivery, reason);
        if (state.reset().ways().size() == 1) {
            delivery.setValue(state.reset().ways().getFirst());
        }
        if (isSecond(state)) {
            body(new Paragraph(t("login.clear.second")));
        }
    }

    private static <E extends Enum<E>> void ask(
            RadioButtonGroup<E> group, String label, String column, List<E> choices) {
        group.setLabel(t(label));
        group.setItems(choices);
        group.setItemLabelGenerator(choice -> code("credential_reset", column, choice.name()));
        group.setRequiredIndicatorVisible(true);
        group.addClassName("vertical");
    }

    private static boolean isSecond(LoginState state) {
        return state.reset().verdict() instanceof Verdict.NeedsSecondPerson;
    }

    @Override
    protected void submit() {
        secret.setInvalid(secret.getValue() == null);
        delivery.setInvalid(delivery.getValue() == null);
        reason.setInvalid(reason.getValue() == null);
        if (secret.isInvalid() || delivery.isInvalid() || reason.isInvalid()) {
            messages.problem(
                    t("login.reset.incomplete"), MessagePanel.Saved.NO, t("login.reset.incomplete.next"), null);
            return;
        }
        var form = new Reset(secret.getValue(), delivery.getValue(), reason.getValue());
        work.write(
                messages,
                operation,
                () -> resets.start(operation, contact.contactNo(), state.memberNo(), form),
                outcome -> finish(),
                this::finish);
    }

    private void finish() {
        close();
        ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.MemberChanged());
    }
}
