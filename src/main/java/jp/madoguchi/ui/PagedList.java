package jp.madoguchi.ui;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A list read page by page, each from the last line of the one before; more on request, never all at once. */
public final class PagedList<T> extends Div {

    private final Function<@Nullable T, List<T>> page;
    private final Function<T, Component> line;
    private final int size;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final OrderedList list = new OrderedList();
    private final Paragraph none = new Paragraph();
    private final Button more = new Button(t("member.more"), click -> load());
    private @Nullable T last;

    /** @param page reads the lines after a line; after null the first */
    public PagedList(
            Function<@Nullable T, List<T>> page, Function<T, Component> line, int size, String nothing, Work work) {
        this.page = page;
        this.line = line;
        this.size = size;
        this.work = work;
        addClassNames("card", "stack", "paged-list");
        list.addClassName("lines");
        none.addClassName("muted");
        none.setText(nothing);
        more.setDisableOnClick(true);
        add(messages, none, list, more);
        restart();
    }

    /** From the newest again. */
    public void restart() {
        last = null;
        load();
    }

    private void load() {
        work.read(messages, () -> page.apply(last), this::append);
        more.setEnabled(true);
    }

    private void append(List<T> lines) {
        if (last == null) {
            list.removeAll();
        }
        lines.forEach(each -> list.add(new ListItem(line.apply(each))));
        if (!lines.isEmpty()) {
            last = lines.getLast();
        }
        none.setVisible(last == null);
        more.setVisible(lines.size() == size);
    }
}
