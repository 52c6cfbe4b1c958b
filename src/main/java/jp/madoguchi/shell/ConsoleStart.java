package jp.madoguchi.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.i18n.I18NProvider;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SystemMessages;
import com.vaadin.flow.server.SystemMessagesInfo;
import com.vaadin.flow.server.VaadinServiceInitListener;
import java.util.Locale;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.staff.Preference;
import jp.madoguchi.staff.Preferences;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** How each session and each tab begins: language, theme, and the words for when something goes wrong. */
@Component
class ConsoleStart implements VaadinServiceInitListener {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleStart.class);

    private final Preferences preferences;
    private final UnexpectedErrors errors;

    ConsoleStart(Preferences preferences, UnexpectedErrors errors) {
        this.preferences = preferences;
        this.errors = errors;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        var service = event.getSource();
        service.setSystemMessagesProvider(ConsoleStart::messages);
        service.addSessionInitListener(begun -> {
            // Not the browser's: a borrowed machine speaks Japanese until somebody says otherwise.
            begun.getSession().setLocale(Preference.DEFAULT.language());
            begun.getSession().setErrorHandler(errors);
        });
        service.addUIInitListener(begun -> begin(begun.getUI()));
    }

    private void begin(UI tab) {
        if (CurrentStaff.find().isPresent()) {
            var preference = preference();
            tab.getSession().setLocale(preference.language());
            tab.setLocale(preference.language());
            tab.getPage()
                    .setColorScheme(ColorScheme.Value.valueOf(preference.theme().name()));
        }
        var reconnecting = tab.getReconnectDialogConfiguration();
        reconnecting.setDialogText(words(tab.getLocale(), "shell.connection.lost"));
        reconnecting.setDialogTextGaveUp(words(tab.getLocale(), "shell.connection.gave-up"));
        reconnecting.setReconnectAttempts(100_000);
        reconnecting.setReconnectInterval(2_000);
        tab.getPage()
                .executeJs(
                        "document.documentElement.lang = $0;"
                                + " const i = window.Vaadin && window.Vaadin.connectionIndicator;"
                                + " if (i) { i.offlineText = $1; i.reconnectingText = $1; i.onlineText = $2; }",
                        tab.getLocale().getLanguage(),
                        words(tab.getLocale(), "shell.connection.lost"),
                        words(tab.getLocale(), "shell.connection.back"));
    }

    private Preference preference() {
        try {
            return preferences.mine();
        } catch (DataAccessException | TransactionException failure) {
            LOG.debug("the preferences could not be read", failure);
            return Preference.DEFAULT;
        }
    }

    /** A session that is over leads to the sign-in page at once, which says why; drafts are there afterwards. */
    private static SystemMessages messages(SystemMessagesInfo info) {
        var locale = info.getLocale() != null && info.getLocale().getLanguage().equals("en")
                ? Locale.ENGLISH
                : Locale.JAPANESE;
        var messages = new CustomizedSystemMessages();
        messages.setSessionExpiredURL("sign-in?timeout");
        messages.setSessionExpiredNotificationEnabled(false);
        messages.setSessionExpiredCaption(words(locale, "shell.expired"));
        messages.setSessionExpiredMessage(words(locale, "shell.expired.next"));
        messages.setInternalErrorCaption(words(locale, "shell.internal"));
        messages.setInternalErrorMessage(words(locale, "shell.internal.next"));
        messages.setSyncErrorCaption(words(locale, "shell.sync"));
        messages.setSyncErrorMessage(words(locale, "shell.sync.next"));
        messages.setCookiesDisabledNotificationEnabled(true);
        messages.setCookiesDisabledCaption(words(locale, "shell.cookies"));
        messages.setCookiesDisabledMessage(words(locale, "shell.cookies.next"));
        return messages;
    }

    private static String words(Locale locale, String key) {
        return I18NProvider.translate(locale, key);
    }
}
