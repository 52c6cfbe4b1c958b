package jp.madoguchi.ui;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import java.util.List;

/** A table of few rows, read from end to end: a line of headings, each for its column, and a body that the caller fills. */
public final class PlainTable extends NativeTable {

    /**
     * Begins with the headings.
     *
     * @param key what the keys of the headings begin with, the dot included
     * @param columns how they end, from left to right
     * @param parameters of the headings' words
     */
    public PlainTable(String key, List<String> columns, Object... parameters) {
        addClassName("plain-table");
        var head = getHead().addRow();
        for (var column : columns) {
            var cell = new NativeTableHeaderCell(t(key + column, parameters));
            cell.getElement().setAttribute("scope", "col");
            head.add(cell);
        }
    }
}
