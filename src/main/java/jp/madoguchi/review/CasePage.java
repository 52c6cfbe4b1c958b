package jp.madoguchi.review;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import java.util.UUID;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Refused;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Refs;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/**
 * The page of one case of a desk: takes it, keeps it while the tab lives, says when it is somebody else's, and leads to the
 * next.
 *
 * @param <T> the case as it is shown
 */
@StyleSheet("context://ui/review-desk.css")
@StyleSheet("context://ui/limit.css")
public abstract class CasePage<T> extends Div implements BeforeEnterObserver, HasDynamicTitle {

    /** Name of the item in the address. */
    public static final String ITEM = "item";

    protected final Work work;
    protected final MessagePanel messages = new MessagePanel();
    protected final Div head = new Div();
    protected final Div content = new Div();
    private final DeskQueue queue;
    private final Class<? extends Component> queueView;
    private final String words;
    private @Nullable UUID open;

    /**
     * @param words beginning of the keys of its texts: title, queue, next, none
     */
    protected CasePage(
            DeskQueue queue,
            Class<? extends Component> queueView,
            String words,
            Announcements.Kind kind,
            Announcements announcements,
            Work work) {
        this.queue = queue;
        this.queueView = queueView;
        this.words = words;
        this.work = work;
        addClassNames("page", "desk-page");
        head.addClassName("desk-head");
        var desk = new ReviewDesk(head, messages, content);
        desk.onBeat(this::beat);
        add(desk);
        Live.refresh(this, listener -> announcements.listen(kind, listener), this::beat);
    }

    public static RouteParameters address(UUID item) {
        return new RouteParameters(ITEM, item.toString());
    }

    /** The case as it stands; the reading is recorded. */
    protected abstract T read(UUID item);

    /** Fills {@link #head} and {@link #content}. */
    protected abstract void show(T read);

    @Override
    public final void beforeEnter(BeforeEnterEvent event) {
        var item = Refs.in(event, ITEM);
        if (item.isEmpty()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        enter(item.get());
    }

    private void enter(UUID item) {
        close();
        try {
            queue.take(OperationId.make(), item);
        } catch (HeldByAnother held) {
            messages.refused(held);
            content.add(new TakeOverCard(work, (id, note) -> queue.takeOver(id, item, note), () -> enter(item)));
            return;
        } catch (Refused over) {
            messages.refused(over);
            return;
        }
        reload(item);
    }

    protected final void reload(UUID item) {
        work.read(messages, () -> read(item), found -> {
            close();
            open = item;
            show(found);
        });
    }

    /** The case is no longer in front; the way back to the queue stays. */
    protected final void close() {
        open = null;
        head.removeAll();
        content.removeAll();
        var title = new H1(t(words + ".case.title"));
        title.addClassName("page-title");
        head.add(title, new RouterLink(t(words + ".case.queue"), queueView));
    }

    protected final void toQueue() {
        UI.getCurrent().navigate(queueView);
    }

    /** Says what became of the case, and leads to the next. */
    protected final void done(String said) {
        close();
        messages.good(said, "");
        var next = new Button(t(words + ".next"), click -> {
            var id = OperationId.make();
            work.write(
                    messages,
                    id,
                    () -> queue.next(id),
                    found -> found.ifPresentOrElse(
                            item -> UI.getCurrent().navigate(getClass(), address(item)),
                            () -> content.add(new Paragraph(t(words + ".none")))),
                    this::toQueue);
        });
        next.focus();
        content.add(next);
    }

    /** The tab lives; where the item is no longer the reader's, everything says so. */
    private void beat() {
        var current = open;
        if (current == null) {
            return;
        }
        work.read(messages, () -> queue.renew(current), until -> {
            if (until.isEmpty()) {
                close();
                TakenOverWords.lost(messages, queue.takenFromMe(), current);
            }
        });
    }

    @Override
    public final String getPageTitle() {
        return t("page.title", t(words + ".case.title"));
    }
}
