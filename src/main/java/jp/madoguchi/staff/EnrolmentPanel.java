package jp.madoguchi.staff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.function.Function;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** Joins an authenticator app to the account: QR code, first code, then the recovery codes, which are seen this once. */
final class EnrolmentPanel extends Div {

    private final Work work;
    private final Function<String, List<String>> confirm;
    private final Runnable done;
    private final MessagePanel messages = new MessagePanel();
    final CodeField code = new CodeField(t("staff.factor.first-code"));
    final Button join = new Button(t("staff.factor.join"), click -> join());
    final Button kept = new Button(t("staff.factor.kept"), click -> kept());

    EnrolmentPanel(
            SecondFactors.Enrolment enrolment, Work work, Function<String, List<String>> confirm, Runnable done) {
        this.work = work;
        this.confirm = confirm;
        this.done = done;
        addClassNames("enrolment", "stack");
        join.addThemeVariants(ButtonVariant.PRIMARY);
        join.addClickShortcut(Key.ENTER).listenOn(this);
        kept.addThemeVariants(ButtonVariant.PRIMARY);
        var secret = new Code(enrolment.secret());
        secret.addClassName("factor-secret");
        var steps = new OrderedList(
                new ListItem(t("staff.factor.step.app")),
                new ListItem(t("staff.factor.step.scan")),
                new ListItem(t("staff.factor.step.code")));
        var byHand = new Paragraph(t("staff.factor.by-hand"));
        byHand.addClassName("muted");
        add(steps, new QrCode(enrolment.address(), t("staff.factor.qr")), byHand, secret, code, messages, join);
        code.focusSoon();
    }

    private void join() {
        work.read(messages, () -> confirm.apply(code.getValue()), this::show);
        code.clear();
    }

    private void show(List<String> codes) {
        removeAll();
        var list = new UnorderedList();
        list.addClassName("recovery-codes");
        codes.forEach(each -> list.add(new ListItem(new Code(each))));
        add(new Paragraph(t("staff.factor.joined")), new Paragraph(t("staff.factor.recovery.once")), list, kept);
        kept.focus();
    }

    private void kept() {
        removeAll();
        done.run();
    }
}
