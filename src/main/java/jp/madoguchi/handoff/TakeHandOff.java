package jp.madoguchi.handoff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** One field for the number that the member says: it opens the contact and the member's page. */
@StyleSheet("context://ui/handoff.css")
final class TakeHandOff extends Div {

    private final HandOffs handOffs;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final TextField number = new TextField(t("handoff.number"));
    private OperationId id = OperationId.make();

    TakeHandOff(HandOffs handOffs, Work work) {
        this.handOffs = handOffs;
        this.work = work;
        addClassName("take-hand-off");
        number.setMaxLength(20);
        number.addKeyPressListener(Key.ENTER, press -> take());
        var take = new Button(t("handoff.take"), click -> take());
        var row = new Div(number, take);
        row.addClassName("toolbar");
        add(row, messages);
    }

    private void take() {
        messages.clear();
        var typed = HandOffNo.read(number.getValue());
        number.setErrorMessage(t("handoff.number.wrong"));
        number.setInvalid(typed.isEmpty());
        typed.ifPresent(this::take);
    }

    /** A new click is a new try: what was refused once may be possible after the contact in front was parked. */
    void take(HandOffNo no) {
        id = OperationId.make();
        work.write(messages, id, () -> handOffs.take(id, no), TakeHandOff::go, () -> {});
    }

    private static void go(MemberNo memberNo) {
        HandOffActions.changed();
        UI.getCurrent().navigate("members/" + memberNo + "/login");
    }
}
