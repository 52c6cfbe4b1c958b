package jp.madoguchi.lending;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import java.util.stream.Stream;
import jp.madoguchi.contract.Plan;
import jp.madoguchi.ui.Formats;

/** A whole plan as a table that scrolls, one row an instalment. */
final class PlanTable extends Div {

    PlanTable(Plan plan) {
        var table = new NativeTable();
        table.addClassName("plan-table");
        var head = table.getHead().addRow();
        Stream.of("no", "on", "payment", "principal", "interest", "balance")
                .forEach(column -> head.add(new NativeTableHeaderCell(t("lending.plan." + column))));
        var number = 0;
        for (var instalment : plan.instalments()) {
            var row = table.getBody().addRow();
            Stream.of(
                            String.valueOf(++number),
                            Formats.date(instalment.on()),
                            Formats.yen(instalment.payment()),
                            Formats.yen(instalment.principal()),
                            Formats.yen(instalment.interest()),
                            Formats.yen(instalment.balance()))
                    .forEach(text -> row.add(new NativeTableCell(text)));
        }
        add(table);
        addClassName("plan-scroll");
        // The keyboard scrolls what can have the focus.
        getElement().setAttribute("tabindex", "0");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", t("lending.what-if.table"));
    }
}
