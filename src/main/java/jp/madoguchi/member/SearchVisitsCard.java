package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.PlainTable;
import jp.madoguchi.ui.Work;

/** On the home view of supervisors and auditors: who searched how often, and where it stands out. */
@org.springframework.stereotype.Component
class SearchVisitsCard implements HomeCard {

    private final SearchVisits visits;
    private final Work work;

    SearchVisitsCard(SearchVisits visits, Work work) {
        this.visits = visits;
        this.work = work;
    }

    @Override
    public int order() {
        return 60;
    }

    @Override
    public boolean isFor(StaffMember staff) {
        return staff.may(Permission.AUDIT_READ);
    }

    /** Read when it is asked for, not whenever home is opened: each reading is recorded. */
    @Override
    public Component create() {
        var content = new Div();
        var messages = new MessagePanel();
        var show = new Button(t("member.visits.show"));
        show.addClickListener(click -> work.read(messages, visits::ofLastWeek, lines -> {
            show.setVisible(false);
            content.removeAll();
            content.add(lines.isEmpty() ? nothing() : table(lines));
        }));
        var explain = new Paragraph(t("member.visits.explain"));
        explain.addClassName("muted");
        var card = new Div(new H2(t("member.visits.card")), explain, messages, show, content);
        card.addClassNames("card", "stack");
        return card;
    }

    private static Component nothing() {
        var nothing = new Paragraph(t("member.visits.none"));
        nothing.addClassName("empty");
        return nothing;
    }

    private static Component table(List<SearchVisits.Line> lines) {
        var table = new PlainTable("member.visits.", List.of("who", "visits", "refused", "many"), SearchVisits.MANY);
        for (var line : lines) {
            var many = new NativeTableCell(String.valueOf(line.many()));
            if (line.many() > 0) {
                many.removeAll();
                many.add(new Chip(String.valueOf(line.many()), Chip.Weight.CAREFUL));
            }
            table.getBody()
                    .addRow()
                    .add(
                            new NativeTableCell(t("member.visits.person", line.staffName(), line.staffNo())),
                            new NativeTableCell(String.valueOf(line.visits())),
                            new NativeTableCell(String.valueOf(line.refused())),
                            many);
        }
        return table;
    }
}
