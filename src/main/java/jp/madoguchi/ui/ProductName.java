package jp.madoguchi.ui;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** The name of the product with its sign, as it stands in the header and on the sign-in page. */
public final class ProductName extends Div {

    public ProductName() {
        addClassName("product-name");
        var sign = new Span();
        sign.addClassName("product-sign");
        sign.getElement().setAttribute("aria-hidden", "true");
        var name = new Span(t("product.name"));
        name.addClassName("product-word");
        var latin = new Span("Madoguchi");
        latin.addClassName("product-latin");
        add(sign, name, latin);
    }
}
