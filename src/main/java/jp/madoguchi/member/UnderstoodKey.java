package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.ui.Formats;

/** How one term was read, so that a misreading shows before it misleads; a click mends it, or takes it out. */
final class UnderstoodKey extends Div {

    private final String words;

    UnderstoodKey(SearchKey key, Runnable edit, Runnable remove) {
        words = t("member.understood.key", label(key), value(key));
        addClassName("understood-key");
        add(
                button("understood-edit", words, t("member.understood.edit", words), edit),
                button("understood-remove", "×", t("member.understood.remove", words), remove));
    }

    /** Another reading of the same digits. @param field last part of the key of its label */
    void offer(String field, Runnable take) {
        var as = t("member.understood.as", t("member.search.field." + field));
        addComponentAtIndex(getComponentCount() - 1, button("understood-as", as, words + " " + as, take));
    }

    private static NativeButton button(String look, String text, String label, Runnable then) {
        var button = new NativeButton(text, click -> then.run());
        button.addClassName(look);
        button.setAriaLabel(label);
        return button;
    }

    private static String label(SearchKey key) {
        return t("member.search.field."
                + switch (key) {
                    case SearchKey.MemberNumber any -> "MEMBER_NUMBER";
                    case SearchKey.CardNumber any -> "CARD";
                    case SearchKey.PhoneNumber(var digits, var orCard) ->
                        orCard && digits.length() == 10 ? "PHONE_OR_CARD" : "PHONE";
                    case SearchKey.PhoneBeginning(var digits, var orPostal) ->
                        orPostal ? "PHONE_BEGINNING_OR_POSTAL_CODE" : "PHONE_BEGINNING";
                    case SearchKey.WebId any -> "WEB_ID";
                    case SearchKey.Email any -> "EMAIL";
                    case SearchKey.BirthDate any -> "BIRTH_DATE";
                    case SearchKey.BirthPeriod any -> "BIRTH_PERIOD";
                    case SearchKey.PostalCode any -> "POSTAL_CODE";
                    case SearchKey.LastFour(var digits, var of) -> "LAST_FOUR_" + of;
                    case SearchKey.Name any -> "NAME";
                });
    }

    private static String value(SearchKey key) {
        return switch (key) {
            case SearchKey.MemberNumber(var memberNo) -> memberNo.value();
            case SearchKey.CardNumber(var cardNo) -> cardNo.value();
            case SearchKey.PhoneNumber(var digits, var orCard) -> digits;
            case SearchKey.PhoneBeginning(var digits, var orPostal) -> digits;
            case SearchKey.WebId(var webId) -> webId;
            case SearchKey.Email(var address) -> address;
            case SearchKey.BirthDate(var date) -> Formats.dateWithEra(date);
            case SearchKey.BirthPeriod(var first, var last) ->
                t("member.understood.period", Formats.dateWithEra(first), Formats.dateWithEra(last));
            case SearchKey.PostalCode(var digits) -> digits.substring(0, 3) + "-" + digits.substring(3);
            case SearchKey.LastFour(var digits, var of) -> digits;
            case SearchKey.Name(var written, var kana, var latin) ->
                Stream.of(written, kana, latin).filter(Objects::nonNull).collect(Collectors.joining(" "));
        };
    }
}
