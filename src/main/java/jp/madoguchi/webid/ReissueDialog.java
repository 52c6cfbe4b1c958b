package jp.madoguchi.webid;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.util.Arrays;
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

/** Asks how the new Web-ID is handed over and why it is wanted; re-issues, or asks for a second person. */
final class ReissueDialog extends HouseDialog {

    private final WebIdReissue reissue;
    private final Work work;
    private final OpenContact contact;
    private final WebIdState state;
    private final RadioButtonGroup<Reissue.Delivery> delivery = new RadioButtonGroup<>();
    private final RadioButtonGroup<Reissue.Reason> reason = new RadioButtonGroup<>();
    private final Paragraph second = new Paragraph(t("webid.reissue.second"));
    private final OperationId operation = OperationId.make();

    ReissueDialog(WebIdReissue reissue, Work work, OpenContact contact, WebIdState state) {
        super(t("webid.reissue.title"), t("webid.reissue"));
        this.reissue = reissue;
        this.work = work;
        this.contact = contact;
        this.state = state;
        setWidth("38rem");
        var until = contact.checkedUntil();
        var facts = new FactList()
                .fact(t("webid.reissue.member"), contact.memberName() + " (" + state.memberNo() + ")")
                .fact(
                        t("webid.reissue.check"),
                        until == null ? "" : t("webid.reissue.check.until", Formats.time(until)))
                .fact(t("webid.reissue.effect"), t("webid.reissue.effect.value"));
        var ways = ways(state);
        delivery.setLabel(t("webid.reissue.delivery"));
        delivery.setItems(ways);
        delivery.setItemLabelGenerator(way -> t("webid.reissue.delivery." + way));
        delivery.setRequiredIndicatorVisible(true);
        delivery.addClassName("vertical");
        delivery.addValueChangeListener(change -> showWhetherSecond());
        reason.setLabel(t("webid.reissue.reason"));
        reason.setItems(Reissue.Reason.values());
        reason.setItemLabelGenerator(value -> code("web_id", "reason", value.name()));
        reason.setRequiredIndicatorVisible(true);
        reason.addClassName("vertical");
        second.setVisible(false);
        body(facts, delivery, reason, second);
        if (ways.size() == 1) {
            delivery.setValue(ways.getFirst());
        }
    }

    /** Only what the rulebook does not forbid. */
    private static List<Reissue.Delivery> ways(WebIdState state) {
        return Arrays.stream(Reissue.Delivery.values())
                .filter(way -> !(state.verdict(way) instanceof Verdict.Forbidden))
                .toList();
    }

    private void showWhetherSecond() {
        var needed =
                delivery.getValue() != null && state.verdict(delivery.getValue()) instanceof Verdict.NeedsSecondPerson;
        second.setVisible(needed);
        primary.setText(t(needed ? "webid.reissue.ask" : "webid.reissue"));
    }

    @Override
    protected void submit() {
        delivery.setInvalid(delivery.getValue() == null);
        reason.setInvalid(reason.getValue() == null);
        if (delivery.isInvalid() || reason.isInvalid()) {
            messages.problem(
                    t("webid.reissue.incomplete"), MessagePanel.Saved.NO, t("webid.reissue.incomplete.next"), null);
            return;
        }
        var form = new Reissue(delivery.getValue(), reason.getValue());
        work.write(
                messages,
                operation,
                () -> reissue.reissue(operation, contact.contactNo(), state.memberNo(), form),
                outcome -> finish(),
                this::finish);
    }

    private void finish() {
        close();
        ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.MemberChanged());
    }
}
