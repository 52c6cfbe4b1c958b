package jp.madoguchi.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.i18n.I18NProvider;
import java.text.MessageFormat;
import java.util.Collection;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import jp.madoguchi.core.Message;

/** The words of the screen, from the bundles, in the language of the person. */
public final class Texts {

    private Texts() {}

    /** @param arguments fill {0}, {1}, … ; numbers are not grouped, so that a card number stays a card number; of several messages as one argument, a list is made */
    public static String t(String key, Object... arguments) {
        var plain = new Object[arguments.length];
        for (var i = 0; i < arguments.length; i++) {
            plain[i] = plain(arguments[i]);
        }
        return I18NProvider.translate(locale(), key, plain);
    }

    private static String plain(Object argument) {
        return switch (argument) {
            case Message message -> t(message);
            case Collection<?> many -> many.stream().map(Texts::plain).collect(Collectors.joining(t("list.separator")));
            default -> String.valueOf(argument);
        };
    }

    public static String t(Message message) {
        return t(message.key(), message.arguments().toArray());
    }

    /** In Japanese, whatever the language of the person and where there is no screen: what is said to a member. */
    public static String inJapanese(Message message) {
        var text = ResourceBundle.getBundle("vaadin-i18n.translations", Locale.JAPANESE)
                .getString(message.key());
        return message.arguments().isEmpty()
                ? text
                : new MessageFormat(text, Locale.JAPANESE)
                        .format(message.arguments().toArray());
    }

    /** Label of a code of the database: key {@code code.<table>.<column>.<CODE>}. */
    public static String code(String table, String column, String code) {
        return t("code." + table + "." + column + "." + code);
    }

    public static Locale locale() {
        var ui = UI.getCurrent();
        return ui == null ? Locale.JAPANESE : ui.getLocale();
    }

    public static boolean japanese() {
        return Locale.JAPANESE.getLanguage().equals(locale().getLanguage());
    }
}
