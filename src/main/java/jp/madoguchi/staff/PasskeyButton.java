package jp.madoguchi.staff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** Asks the browser for a passkey, or for a new one, and hands over what it answers. A browser without passkeys hides it. */
@Tag("passkey-button")
@JsModule("context://ui/passkeys.js")
final class PasskeyButton extends Component implements HasComponents, HasStyle {

    private final String act;
    private final Work work;
    private final MessagePanel messages;
    private final Supplier<PasskeyAsk> question;
    private final BiConsumer<PasskeyAsk, String> then;
    final Button button;
    private @Nullable PasskeyAsk asked;

    private PasskeyButton(
            String label,
            String act,
            Work work,
            MessagePanel messages,
            Supplier<PasskeyAsk> question,
            BiConsumer<PasskeyAsk, String> then) {
        this.act = act;
        this.work = work;
        this.messages = messages;
        this.question = question;
        this.then = then;
        button = new Button(t(label), new Icon(VaadinIcon.KEY), click -> ask());
        button.addThemeVariants(ButtonVariant.SMALL);
        add(button);
    }

    /** Asks for one that there is. */
    static PasskeyButton use(
            String label,
            Work work,
            MessagePanel messages,
            Supplier<PasskeyAsk> question,
            BiConsumer<PasskeyAsk, String> then) {
        return new PasskeyButton(label, "get", work, messages, question, then);
    }

    /** Asks for one of the person's own, to prove that it is still them. */
    static PasskeyButton prove(
            MyFactor factor, SecondFactors.Purpose purpose, Work work, MessagePanel messages, Runnable then) {
        return use(
                "staff.passkey.use",
                work,
                messages,
                factor::askForPasskey,
                (ask, answer) -> work.read(
                        messages,
                        () -> {
                            factor.proveByPasskey(ask, answer, purpose);
                            return ask;
                        },
                        proved -> then.run()));
    }

    /** Asks for a new one. */
    static PasskeyButton add(
            String label,
            Work work,
            MessagePanel messages,
            Supplier<PasskeyAsk> question,
            BiConsumer<PasskeyAsk, String> then) {
        return new PasskeyButton(label, "create", work, messages, question, then);
    }

    private void ask() {
        work.read(messages, question, ask -> {
            asked = ask;
            getElement().callJsFunction("ask", act, ask.options());
        });
    }

    @ClientCallable
    void answered(String answer) {
        var ask = asked;
        asked = null;
        if (ask != null) {
            then.accept(ask, answer);
        }
    }

    /** The person changed their mind, or the device keeps none for this address. */
    @ClientCallable
    void gaveUp() {
        asked = null;
        messages.refused(new PasskeyRefused("GAVE_UP"));
    }
}
