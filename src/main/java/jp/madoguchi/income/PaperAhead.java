package jp.madoguchi.income;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.core.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The first page of what would be taken next: the browser has it before it is asked for. It counts as read from the moment it
 * is fetched, whether or not somebody else is quicker.
 */
class PaperAhead extends Div {

    private final ReviewQueue queue;
    private final Pages pages;
    private @Nullable UUID certificate;
    private @Nullable Image first;

    PaperAhead(ReviewQueue queue, Pages pages) {
        this.queue = queue;
        this.pages = pages;
        getElement().setAttribute("hidden", true).setAttribute("aria-hidden", "true");
    }

    /** Fetches it; where that fails the reviewer only waits a little longer later. */
    void fetch() {
        try {
            queue.following().filter(next -> !next.equals(certificate)).ifPresent(this::fetch);
        } catch (Refused | DataAccessException | TransactionException later) {
            forget();
        }
    }

    private void fetch(UUID next) {
        forget();
        pages.ahead(next).ifPresent(opened -> {
            first = PaperViewer.image(pages, opened, 1);
            certificate = next;
            add(first);
        });
    }

    /** Gives the image away if it is the first page of these papers. */
    Optional<Image> take(List<PageSet> opened) {
        var fetched = first;
        if (fetched == null || opened.isEmpty() || !opened.getFirst().ref().equals(certificate)) {
            return Optional.empty();
        }
        forget();
        return Optional.of(fetched);
    }

    private void forget() {
        removeAll();
        certificate = null;
        first = null;
    }
}
