package jp.madoguchi.ui;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import jp.madoguchi.core.MyNumber;

/** Twelve digits that may be a My Number: removed, or said to be something else where no word near them names it. */
final class MyNumberDialog extends HouseDialog {

    private final FreeWords field;
    private final MyNumber.Found found;
    private final Runnable goOn;
    private final RadioButtonGroup<MyNumber.Other> other = new RadioButtonGroup<>();

    /** @param goOn what is done once the field may be kept as far as this number goes */
    MyNumberDialog(FreeWords field, Runnable goOn) {
        super(t("my-number.title"), t("my-number.remove"));
        this.field = field;
        this.found = MyNumber.in(field.getValue()).orElseThrow();
        this.goOn = goOn;
        setWidth("34rem");
        body(new Paragraph(t(found.named() ? "my-number.named" : "my-number.possible", found.start() + 1)));
        cancel.setText(t("my-number.back"));
        if (!found.named()) {
            other.setLabel(t("my-number.other"));
            other.setItems(MyNumber.Other.values());
            other.setItemLabelGenerator(kind -> t("my-number.other." + kind));
            other.addClassName("vertical");
            body(other);
        }
        getFooter().removeAll();
        getFooter().add(primary);
        if (!found.named()) {
            getFooter().add(new Button(t("my-number.keep"), click -> keep()));
        }
        getFooter().add(cancel);
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                primary.focus();
            }
        });
    }

    /** The words stand again in the form, without the digits, to be read once more before they are saved. */
    @Override
    protected void submit() {
        field.setValue(MyNumber.without(field.getValue()));
        close();
        field.goBack();
    }

    private void keep() {
        other.setErrorMessage(t("my-number.choose"));
        other.setInvalid(other.isEmpty());
        if (!other.isInvalid()) {
            field.setValue(MyNumber.marked(field.getValue(), found, other.getValue()));
            close();
            goOn.run();
        }
    }
}
