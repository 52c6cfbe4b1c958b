package jp.madoguchi.shell;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The page could not be built. The number leads to the log; the screen shows nothing of what stands there. */
@ParentLayout(MainLayout.class)
@PermitAll
class FailurePage extends ErrorPage implements HasErrorParameter<Exception> {

    private static final Logger LOG = LoggerFactory.getLogger(FailurePage.class);

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> error) {
        var number = UnexpectedErrors.number();
        // The address is what somebody typed: it stays within its line.
        var where = event.getLocation().getPath().replaceAll("\\p{Cntrl}", "?");
        LOG.error("error {} at /{}", number, where, error.getException());
        var database = causedByDatabase(error.getCaughtException());
        show(database ? "shell.database.page" : "shell.failure", number);
        return database ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    private static boolean causedByDatabase(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessException || cause instanceof TransactionException) {
                return true;
            }
        }
        return false;
    }
}
