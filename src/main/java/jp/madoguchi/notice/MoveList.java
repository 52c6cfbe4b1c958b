package jp.madoguchi.notice;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import jp.madoguchi.notice.MaintenanceRules.Fate;
import jp.madoguchi.notice.MaintenanceRules.Move;
import jp.madoguchi.ui.Chip;

/** Which windows come and go by a change; how many stay as they are. */
final class MoveList extends Div {

    MoveList(List<Move> moves) {
        addClassName("stack");
        var changed = moves.stream().filter(move -> move.fate() != Fate.STAYS).toList();
        changed.forEach(move -> {
            var line = new Div(
                    new Chip(
                            t("notice.fate." + move.fate()),
                            move.fate() == Fate.COMES ? Chip.Weight.CAREFUL : Chip.Weight.GOOD),
                    new Span(RuleWords.window(move.window())));
            line.addClassName("row");
            add(line);
        });
        add(new Paragraph(
                t(changed.isEmpty() ? "notice.fate.none" : "notice.fate.STAYS", moves.size() - changed.size())));
    }
}
