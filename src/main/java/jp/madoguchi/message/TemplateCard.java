package jp.madoguchi.message;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.select.Select;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** In which words members are told, filled with samples. */
final class TemplateCard extends Div {

    private static final String SAMPLE_MOMENT = "2026-04-01T09:30:00+09:00";

    private final MessageTexts texts;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Select<MessageKind> kind = new Select<>();
    private final Select<MessageChannel> channel = new Select<>();
    private final Div preview = new Div();

    TemplateCard(MessageTexts texts, Work work) {
        this.texts = texts;
        this.work = work;
        addClassNames("card", "stack");
        kind.addClassName("message-kind");
        kind.setLabel(t("message.text.kind"));
        kind.setItemLabelGenerator(each -> code("outbox", "kind", each.name()));
        kind.setItems(MessageKind.values());
        kind.setValue(MessageKind.LOGIN_LOCKED);
        channel.setLabel(t("message.text.channel"));
        channel.setItemLabelGenerator(each -> code("outbox", "channel", each.name()));
        channel.setItems(MessageChannel.values());
        channel.setValue(MessageChannel.MAIL);
        kind.addValueChangeListener(change -> read());
        channel.addValueChangeListener(change -> read());
        var choice = new Div(kind, channel);
        choice.addClassName("toolbar");
        preview.addClassName("message-preview");
        preview.getElement().setAttribute("role", "status");
        add(new H2(t("message.text")), choice, messages, preview);
        read();
    }

    private void read() {
        work.read(messages, () -> texts.inForce(kind.getValue(), channel.getValue()), this::show);
    }

    private void show(Optional<MessageText> found) {
        preview.removeAll();
        found.ifPresentOrElse(this::show, () -> preview.add(muted(t("message.text.none"))));
    }

    private void show(MessageText text) {
        var subject = text.template().subject();
        if (subject != null) {
            var line = new Paragraph(subject);
            line.addClassName("message-subject");
            preview.add(line);
        }
        try {
            preview.add(new Pre(text.template().fill(samples(text.kind()))));
        } catch (Template.Unfilled unfilled) {
            messages.problem(
                    t("message.text.unfilled", String.valueOf(unfilled.getMessage())),
                    MessagePanel.Saved.NOTHING,
                    t("message.text.unfilled.next"),
                    null);
            preview.add(new Pre(text.template().body()));
        }
        preview.add(muted(t("message.text.since", Formats.dateTime(text.validFrom()))));
    }

    private static Map<String, String> samples(MessageKind kind) {
        var samples = new HashMap<String, String>();
        samples.put("name", t("message.sample.name"));
        kind.payload()
                .forEach(name -> samples.put(name, name.endsWith("_at") ? SAMPLE_MOMENT : t("message.sample." + name)));
        return samples;
    }

    private static Paragraph muted(String text) {
        var paragraph = new Paragraph(text);
        paragraph.addClassName("muted");
        return paragraph;
    }
}
