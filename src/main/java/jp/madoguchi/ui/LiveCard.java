package jp.madoguchi.ui;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import jp.madoguchi.operation.Announcements;

/**
 * A card with a list that is read again at every piece of news; says so when there is nothing in it.
 *
 * @param <T> what is listed
 */
public final class LiveCard<T> extends Div {

    private final Supplier<List<T>> list;
    private final Function<List<T>, List<? extends Component>> lines;
    private final Work work;
    private final String none;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();
    private boolean read;

    /**
     * @param none said in place of an empty list
     * @param list reads; must not be a reading that is recorded, since each piece of news repeats it
     * @param lines draws a list that is not empty
     */
    public LiveCard(
            String title,
            String none,
            Work work,
            Supplier<List<T>> list,
            Function<List<T>, List<? extends Component>> lines) {
        this.list = list;
        this.lines = lines;
        this.work = work;
        this.none = none;
        addClassName("card");
        content.addClassName("stack");
        var heading = new H2(title);
        heading.addClassName("card-title");
        add(heading, messages, content);
    }

    /** Something between the title and the list. */
    public LiveCard<T> with(Component component) {
        addComponentAtIndex(1, component);
        return this;
    }

    /** Reads now, and at every announcement of the kind while it is on a screen. */
    public LiveCard<T> on(Announcements announcements, Announcements.Kind kind) {
        Live.refresh(this, listener -> announcements.listen(kind, listener), this::refresh);
        refresh();
        return this;
    }

    public void refresh() {
        work.read(messages, list, this::show);
        if (!read) {
            // An empty card would pass for nothing to do.
            var unread = new Paragraph(t("ui.LiveCard.unread"));
            unread.addClassName("card-unread");
            content.removeAll();
            content.add(unread);
        }
    }

    private void show(List<T> found) {
        read = true;
        content.removeAll();
        if (found.isEmpty()) {
            var nothing = new Paragraph(none);
            nothing.addClassName("empty");
            content.add(nothing);
        } else {
            lines.apply(found).forEach(content::add);
        }
    }
}
