package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.Work;

/** A masked value with the way to open it: for some seconds, one field at a time, and then it is gone from the page too. */
final class MaskedFact extends Div {

    /** Opens fields of one member; closes the one before. */
    static final class Desk {

        private final Reveals reveals;
        private final Work work;
        private final MemberNo memberNo;
        private Runnable hideLast = () -> {};

        Desk(Reveals reveals, Work work, MemberNo memberNo) {
            this.reveals = reveals;
            this.work = work;
            this.memberNo = memberNo;
        }

        MaskedFact fact(RevealedField field, String masked) {
            return new MaskedFact(this, field, masked);
        }
    }

    private final Desk desk;
    private final String masked;
    private final Span value = new Span();
    private final Button open = new Button(t("member.reveal.open"));

    private MaskedFact(Desk desk, RevealedField field, String masked) {
        this.desk = desk;
        this.masked = masked;
        addClassName("masked-fact");
        value.setText(masked);
        value.getElement().setAttribute("aria-live", "polite");
        open.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        open.setAriaLabel(t("member.reveal.open.of", t("member.reveal.field." + field)));
        open.addClickListener(
                click -> new RevealDialog(desk.reveals, desk.work, desk.memberNo, field, this::show).open());
        add(value, open);
    }

    private void show(Reveals.Revealed revealed) {
        desk.hideLast.run();
        desk.hideLast = this::hide;
        value.setText(revealed.lines().isEmpty() ? t("member.none") : String.join(" / ", revealed.lines()));
        addClassName("revealed");
        open.setVisible(false);
        // The browser takes it away by itself, also when the line to the console is down.
        value.getElement()
                .executeJs(
                        "return new Promise(over => setTimeout(() => { this.textContent = ''; over(); }, $0))",
                        (double) revealed.shown().toMillis())
                .then(over -> hide());
    }

    private void hide() {
        value.setText(masked);
        removeClassName("revealed");
        open.setVisible(true);
        desk.hideLast = () -> {};
    }
}
