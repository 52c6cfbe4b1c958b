package jp.madoguchi.staff;

import com.vaadin.flow.component.textfield.Autocapitalize;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;

/** Six digits of the app or a recovery code; cursor in it, digits first on a touch keyboard, never remembered by the browser. */
final class CodeField extends TextField {

    CodeField(String label) {
        super(label);
        setMaxLength(40);
        setAutocapitalize(Autocapitalize.CHARACTERS);
        setValueChangeMode(ValueChangeMode.EAGER);
        getElement().setAttribute("autocomplete", "one-time-code");
        getElement().setAttribute("spellcheck", "false");
        addClassName("code-field");
        setWidthFull();
    }

    void focusSoon() {
        getElement().executeJs("setTimeout(() => this.focus())");
    }
}
