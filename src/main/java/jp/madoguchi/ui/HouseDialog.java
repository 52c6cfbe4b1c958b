package jp.madoguchi.ui;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;

/** A form that asks one thing: title, fields, the message panel above the buttons, one primary button. */
public abstract class HouseDialog extends Dialog {

    protected final MessagePanel messages = new MessagePanel();
    protected final Button primary = new Button();
    protected final Button cancel = new Button(t("button.cancel"), click -> close());
    private final Div body = new Div();

    protected HouseDialog(String title, String primaryLabel) {
        setHeaderTitle(title);
        addClassName("house-dialog");
        setCloseOnOutsideClick(false);
        setDraggable(true);
        body.addClassName("dialog-body");
        add(body, messages);
        primary.setText(primaryLabel);
        primary.addThemeVariants(ButtonVariant.PRIMARY);
        primary.setDisableOnClick(true);
        primary.addClickListener(click -> {
            try {
                FreeWords.settle(body, this::submit);
            } finally {
                primary.setEnabled(true);
            }
        });
        getFooter().add(cancel, primary);
        leaveChoicesByOneTab();
    }

    /** The focus trap of the dialog would stop at each choice of a group (vaadin/web-components#8186). */
    private void leaveChoicesByOneTab() {
        body.getElement().executeJs("""
                this.addEventListener('keydown', (key) => {
                  if (key.key !== 'Tab') return;
                  this.querySelectorAll('vaadin-radio-group').forEach((group) => {
                    const choices = [...group.querySelectorAll('input:enabled')];
                    const stop = choices.find((choice) => choice === document.activeElement)
                        ?? choices.find((choice) => choice.checked) ?? choices[0];
                    choices.forEach((choice) => { choice.tabIndex = choice === stop ? 0 : -1; });
                  });
                });""");
    }

    protected void body(Component... components) {
        body.add(components);
    }

    /** Enter in a field of one line or a choice sends the form; not while an input method converts. */
    protected final void sendOnEnter() {
        body.getElement().executeJs("""
                this.addEventListener('keydown', (key) => {
                  const input = key.target;
                  const ends = key.key === 'Enter' && !key.isComposing && key.keyCode !== 229;
                  if (ends && input.matches('vaadin-text-field > input, vaadin-radio-button > input')) {
                    key.preventDefault();
                    input.blur();
                    input.focus();
                    this.dispatchEvent(new CustomEvent('send'));
                  }
                });""");
        body.getElement().addEventListener("send", send -> {
            if (primary.isVisible()) {
                primary.click();
            }
        });
    }

    /** Sends the form; leaves the dialog open, with all that was typed, unless it succeeded. */
    protected abstract void submit();
}
