package jp.madoguchi.ui;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import com.vaadin.flow.server.streams.InputStreamDownloadHandler;
import java.io.ByteArrayInputStream;
import java.util.function.Supplier;
import jp.madoguchi.core.Refused;
import org.springframework.dao.DataAccessException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.TransactionException;

/**
 * A file that is made when its link is followed, never before: whoever reads it is recorded. What stands against it is said on the
 * page that has the link.
 *
 * @param name with its ending
 */
public record MadeFile(String name, String type, byte[] bytes) {

    private static final int CONFLICT = 409;
    private static final String UNREACHABLE = "SHELL-001";

    /** @param name without its ending */
    public static MadeFile pdf(String name, byte[] bytes) {
        return new MadeFile(name + ".pdf", "application/pdf", bytes);
    }

    /** @param name without its ending */
    public static MadeFile csv(String name, byte[] bytes) {
        return new MadeFile(name + ".csv", "text/csv; charset=UTF-8", bytes);
    }

    /** A link to a file that is kept. */
    public static Anchor link(MessagePanel messages, String words, Supplier<MadeFile> making) {
        return new Anchor(handler(messages, making), words);
    }

    /** A link to a sheet, which opens in a tab of its own. */
    public static Anchor sheet(MessagePanel messages, String words, Supplier<MadeFile> making) {
        var link = new Anchor(handler(messages, making).inline(), words);
        link.setTarget(AnchorTarget.BLANK);
        return link;
    }

    /**
     * A file that comes after a click on a button.
     *
     * @param ready whether it may be taken now, the second factor for one; asked at the click
     */
    public static Div behind(
            Button button, Work work, MessagePanel messages, Supplier<?> ready, Supplier<MadeFile> making) {
        var link = link(messages, "", making);
        link.addClassName("visually-hidden");
        link.getElement().setAttribute("aria-hidden", "true").setAttribute("tabindex", "-1");
        button.addClickListener(
                click -> work.read(messages, ready, yes -> link.getElement().executeJs("this.click()")));
        return new Div(button, link);
    }

    private static InputStreamDownloadHandler handler(MessagePanel messages, Supplier<MadeFile> making) {
        return DownloadHandler.fromInputStream(event -> {
            try {
                var file = making.get();
                return new DownloadResponse(
                        new ByteArrayInputStream(file.bytes()), file.name(), file.type(), file.bytes().length);
            } catch (Refused | AccessDeniedException | DataAccessException | TransactionException failure) {
                var _ = event.getUI().access(() -> say(messages, failure));
                return DownloadResponse.error(
                        CONFLICT, failure instanceof Refused refused ? refused.code() : UNREACHABLE);
            }
        });
    }

    private static void say(MessagePanel messages, RuntimeException failure) {
        switch (failure) {
            case Refused refused -> messages.refused(refused);
            case AccessDeniedException denied -> messages.denied();
            default ->
                messages.problem(
                        t("message.database"), MessagePanel.Saved.NOTHING, t("message.database.next"), UNREACHABLE);
        }
    }
}
