package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.t;

import java.time.LocalDate;
import jp.madoguchi.core.Yen;
import jp.madoguchi.ui.Formats;

/** What a late member promised to pay (入金約束), and by when. */
public record Promise(LocalDate on, Yen amount) {

    /** In the language of the screen. */
    public String words() {
        return t("contact.promise.value", Formats.date(on), Formats.yen(amount));
    }
}
