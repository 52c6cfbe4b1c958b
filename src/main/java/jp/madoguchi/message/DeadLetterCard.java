package jp.madoguchi.message;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.PlainTable;
import jp.madoguchi.ui.Work;

/** What was given up, and the way to have it sent again. */
final class DeadLetterCard extends Div {

    private final DeadLetters letters;
    private final Work work;
    private final Runnable changed;
    private final MessagePanel messages = new MessagePanel();

    DeadLetterCard(List<DeadLetter> latest, DeadLetters letters, Work work, Runnable changed) {
        this.letters = letters;
        this.work = work;
        this.changed = changed;
        addClassNames("card", "stack");
        add(new H2(t("message.dead")), messages);
        if (latest.isEmpty()) {
            var none = new Paragraph(t("message.dead.none"));
            none.addClassName("empty");
            add(none);
            return;
        }
        var table = new PlainTable("message.dead.", List.of("at", "ref", "kind", "channel", "tries", "code", "retry"));
        table.getElement().setAttribute("aria-label", t("message.dead"));
        latest.forEach(letter -> table.getBody().add(row(letter)));
        var scroll = new Div(table);
        scroll.addClassName("dead-letters");
        add(scroll);
    }

    private NativeTableRow row(DeadLetter letter) {
        var row = new NativeTableRow();
        var ref = new NativeTableCell(letter.ref().toString());
        ref.addClassNames("mono", "message-ref");
        var retry = new NativeTableCell();
        retry.add(retryButton(letter));
        row.add(
                new NativeTableCell(Formats.dateTimeSeconds(letter.deadAt())),
                ref,
                new NativeTableCell(code("outbox", "kind", letter.kind().name())),
                new NativeTableCell(code("outbox", "channel", letter.channel().name())),
                new NativeTableCell(String.valueOf(letter.tries())),
                new NativeTableCell(code("outbox", "code", letter.code())
                        + (letter.reply() == null ? "" : t("message.dead.reply", letter.reply()))),
                retry);
        return row;
    }

    private Button retryButton(DeadLetter letter) {
        var id = OperationId.make();
        var button = new Button(t("message.dead.retry"));
        button.setAriaLabel(t("message.dead.retry.of", letter.ref()));
        button.setDisableOnClick(true);
        button.addClickListener(click -> {
            work.write(
                    messages,
                    id,
                    () -> {
                        letters.retry(id, letter.ref());
                        return letter;
                    },
                    done -> changed.run(),
                    changed);
            button.setEnabled(true);
        });
        return button;
    }
}
