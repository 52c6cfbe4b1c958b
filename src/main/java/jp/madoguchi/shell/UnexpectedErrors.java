package jp.madoguchi.shell;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import jp.madoguchi.core.Refused;
import jp.madoguchi.ui.MessagePanel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The last net under every click: whatever no view has caught is told in a few words, with a number that stands in the
 * log too. The page stays as it is, with all that was typed.
 */
@Component
class UnexpectedErrors implements ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedErrors.class);

    @Override
    public void error(ErrorEvent event) {
        var failure = event.getThrowable();
        var ui = UI.getCurrent();
        if (ui == null) {
            LOG.error("error {} outside any tab", number(), failure);
            return;
        }
        var panel = new MessagePanel();
        switch (known(failure)) {
            case Refused refused -> panel.refused(refused);
            case AccessDeniedException denied ->
                panel.problem(t("shell.denied"), MessagePanel.Saved.NO, t("shell.denied.next"), null);
            case DataAccessException lost -> database(panel, lost);
            case TransactionException lost -> database(panel, lost);
            default -> unexpected(panel, failure);
        }
        show(panel);
    }

    private static void database(MessagePanel panel, RuntimeException failure) {
        var number = number();
        LOG.warn("error {}: the database did not answer a click", number, failure);
        panel.problem(t("message.database"), MessagePanel.Saved.UNKNOWN, t("message.database.next"), number);
    }

    private static void unexpected(MessagePanel panel, Throwable failure) {
        var number = number();
        LOG.error("error {}", number, failure);
        panel.problem(t("shell.unexpected"), MessagePanel.Saved.UNKNOWN, t("shell.unexpected.next"), number);
    }

    /** The first cause that has words of its own. */
    private static Throwable known(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused
                    || cause instanceof AccessDeniedException
                    || cause instanceof DataAccessException
                    || cause instanceof TransactionException) {
                return cause;
            }
        }
        return failure;
    }

    private static void show(MessagePanel panel) {
        var notification = new Notification();
        notification.setPosition(Notification.Position.TOP_CENTER);
        notification.setDuration(0);
        notification.addClassName("error-notice");
        var close = new Button(t("button.close"), click -> notification.close());
        close.addThemeVariants(ButtonVariant.TERTIARY);
        var content = new Div(panel, close);
        content.addClassName("error-notice-body");
        notification.add(content);
        notification.open();
    }

    /** Short enough to be read out on the phone. */
    static String number() {
        return "E-"
                + HexFormat.of()
                        .withUpperCase()
                        .toHexDigits(ThreadLocalRandom.current().nextInt());
    }
}
