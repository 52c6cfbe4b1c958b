package jp.madoguchi.staff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Paragraph;
import jp.madoguchi.ui.FactorPrompt;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks for the second factor where it must be fresh, and goes on with the same click. */
@Component
class FactorDialogs implements FactorPrompt {

    private final MyFactor factor;
    private final CurrentSession session;
    private final ObjectProvider<Work> work;

    FactorDialogs(MyFactor factor, CurrentSession session, ObjectProvider<Work> work) {
        this.factor = factor;
        this.session = session;
        this.work = work;
    }

    @Override
    public void ask(Runnable again) {
        new FactorDialog(again).open();
    }

    final class FactorDialog extends HouseDialog {

        private final Runnable again;
        final CodeField code = new CodeField(t("staff.factor.code"));

        FactorDialog(Runnable again) {
            super(t("staff.fresh.title"), t("staff.fresh.go-on"));
            this.again = again;
            body(new Paragraph(t("staff.fresh.why")), code);
            if (factor.hasPasskey()) {
                body(PasskeyButton.prove(factor, SecondFactors.Purpose.FRESH, work.getObject(), messages, this::goOn));
            }
            sendOnEnter();
            code.focusSoon();
        }

        @Override
        protected void submit() {
            work.getObject()
                    .read(
                            messages,
                            () -> {
                                factor.prove(code.getValue(), SecondFactors.Purpose.FRESH);
                                return again;
                            },
                            right -> goOn());
            code.clear();
            code.focusSoon();
        }

        private void goOn() {
            session.factorGiven();
            close();
            again.run();
        }
    }
}
