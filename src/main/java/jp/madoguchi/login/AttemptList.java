package jp.madoguchi.login;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.PlainTable;

/** Login attempts, newest first. */
final class AttemptList extends Div {

    AttemptList(String title, List<Attempt> attempts) {
        addClassName("card");
        add(new H2(title));
        if (attempts.isEmpty()) {
            var empty = new Paragraph(t("login.attempts.none"));
            empty.addClassName("empty");
            add(empty);
            return;
        }
        var table = new PlainTable("login.attempts.", List.of("at", "channel", "id", "outcome", "left", "device"));
        table.getElement().setAttribute("aria-label", title);
        attempts.forEach(attempt -> table.getBody().add(row(attempt)));
        var scroll = new Div(table);
        scroll.addClassName("scroll-x");
        add(scroll);
    }

    private static NativeTableRow row(Attempt attempt) {
        var row = new NativeTableRow();
        row.add(cell(Formats.dateTimeSeconds(attempt.at())));
        row.add(cell(code("login_attempt", "channel", attempt.channel())));
        row.add(cell(code("login_attempt", "id_kind", attempt.idKind()) + " " + attempt.idShown()));
        var outcome = new NativeTableCell();
        outcome.add(new Chip(code("login_attempt", "outcome", attempt.outcome().name()), weight(attempt.outcome())));
        row.add(outcome);
        row.add(cell(attempt.attemptsLeft() == null ? "" : t("login.attempts.left.value", attempt.attemptsLeft())));
        row.add(device(attempt));
        return row;
    }

    /** From which device, and below it from where. */
    private static NativeTableCell device(Attempt attempt) {
        var cell = new NativeTableCell(new Div(attempt.device() == null ? "" : attempt.device()));
        if (attempt.network() != null) {
            var network = new Div(attempt.network());
            network.addClassName("muted");
            cell.add(network);
        }
        return cell;
    }

    private static NativeTableCell cell(String text) {
        return new NativeTableCell(text);
    }

    private static Chip.Weight weight(Attempt.Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> Chip.Weight.GOOD;
            case WRONG_SECRET, LOCKED -> Chip.Weight.CAREFUL;
            case UNKNOWN_ID, RETIRED_ID, CANCELLED, DORMANT, OUTAGE, MAINTENANCE -> Chip.Weight.PLAIN;
        };
    }
}
