package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.regex.Pattern;
import jp.madoguchi.core.Refused;

/** How the terms are read, while they are typed: each key can be taken out, mended, or said to be something else. */
final class TypedKeys extends Div {

    /** Four digits by which somebody may tell a year of birth. */
    private static final Pattern YEAR = Pattern.compile("(19|20)[0-9]{2}");

    private final MemberSearch reader;
    private final SearchForm form;

    TypedKeys(MemberSearch reader, SearchForm form) {
        this.reader = reader;
        this.form = form;
        addClassNames("understood", "chips");
        setVisible(false);
    }

    /** Reads what stands in the form now. */
    void read() {
        removeAll();
        var typed = new TypedText(form.text.getValue(), text -> keys(SearchTerms.of(text)));
        typed.keys().forEach(key -> add(fromBox(typed, key)));
        form.named().forEach((field, terms) -> keys(terms).forEach(key -> add(fromField(field, key))));
        setVisible(getComponentCount() > 0);
        if (isVisible()) {
            var read = new Span(t("member.understood"));
            read.addClassName("muted");
            addComponentAsFirst(read);
        }
    }

    private List<SearchKey> keys(SearchTerms terms) {
        try {
            return terms.isBlank() ? List.of() : reader.understand(terms);
        } catch (Refused notUnderstood) {
            return List.of();
        }
    }

    private UnderstoodKey fromBox(TypedText typed, SearchKey key) {
        var chip = new UnderstoodKey(
                key,
                () -> {
                    var stretch = typed.of(key);
                    form.edit(stretch.from(), stretch.to());
                },
                () -> form.change(form.text, typed.without(key)));
        offer(chip, key, () -> form.text.setValue(typed.without(key)));
        return chip;
    }

    private UnderstoodKey fromField(TextField field, SearchKey key) {
        var chip = new UnderstoodKey(key, () -> form.edit(field), () -> form.change(field, ""));
        offer(chip, key, field::clear);
        return chip;
    }

    /** What else the same digits may be. */
    private void offer(UnderstoodKey chip, SearchKey key, Runnable takeOut) {
        switch (key) {
            case SearchKey.LastFour(var digits, var of) -> {
                if (of != SearchKey.LastFour.Of.PHONE) {
                    chip.offer("PHONE", () -> move(takeOut, form.phone, digits));
                }
                if (of != SearchKey.LastFour.Of.CARD) {
                    chip.offer("CARD", () -> move(takeOut, form.card, digits));
                }
                if (YEAR.matcher(digits).matches()) {
                    chip.offer("BIRTH_YEAR", () -> move(takeOut, form.birthDate, digits + "年"));
                }
            }
            case SearchKey.PhoneNumber(var digits, var orCard) -> {
                if (orCard && digits.length() == 10) {
                    chip.offer("PHONE", () -> move(takeOut, form.phone, digits));
                }
                chip.offer("CARD", () -> move(takeOut, form.card, digits));
            }
            case SearchKey.CardNumber(var cardNo) -> {
                if (cardNo.value().matches("0[0-9]{9,10}")) {
                    chip.offer("PHONE", () -> move(takeOut, form.phone, cardNo.value()));
                }
            }
            case SearchKey.PhoneBeginning(var digits, var orPostal) -> {
                if (orPostal) {
                    chip.offer("POSTAL_CODE", () -> move(takeOut, form.postalCode, digits));
                }
            }
            case SearchKey.MemberNumber any -> {}
            case SearchKey.WebId any -> {}
            case SearchKey.Email any -> {}
            case SearchKey.BirthDate any -> {}
            case SearchKey.BirthPeriod any -> {}
            case SearchKey.PostalCode any -> {}
            case SearchKey.Name any -> {}
        }
    }

    private void move(Runnable takeOut, TextField field, String digits) {
        takeOut.run();
        form.change(field, digits);
    }
}
