package jp.madoguchi.message;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import java.util.List;
import jp.madoguchi.ui.Formats;

/** What the demo's own receivers got, to be read. */
final class ReceivedCard extends Div {

    ReceivedCard(List<ReceivedMessage> latest) {
        addClassNames("card", "stack");
        var note = new Paragraph(t("message.received.note"));
        note.addClassName("muted");
        add(new H2(t("message.received")), note);
        if (latest.isEmpty()) {
            var none = new Paragraph(t("message.received.none"));
            none.addClassName("empty");
            add(none);
        }
        latest.forEach(message -> add(entry(message)));
    }

    private static NativeDetails entry(ReceivedMessage message) {
        var body = new Div(new Pre(message.body()));
        if (message.messageId() != null) {
            var id = new Paragraph("Message-ID: " + message.messageId());
            id.addClassNames("muted", "mono");
            body.addComponentAsFirst(id);
        }
        body.addClassName("message-preview");
        var entry = new NativeDetails(
                t(
                        "message.received.line",
                        Formats.dateTimeSeconds(message.at()),
                        code("outbox", "channel", message.channel().name()),
                        message.to(),
                        message.subject() == null ? "" : message.subject()),
                body);
        entry.addClassName("received-message");
        return entry;
    }
}
