package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import java.util.List;
import java.util.Objects;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** Before a call: what for, which number may be called now and why not, a reason to go on, the opening words. */
final class CallFields extends Div {

    private final MemberNo memberNo;
    private final Calls calls;
    private final Work work;
    private final MessagePanel messages;
    private final Select<Call.Purpose> purpose = new Select<>();
    private final RadioButtonGroup<CallLine> line = new RadioButtonGroup<>();
    private final TextField typed = new TextField(t("contact.called-number"));
    private final Select<Call.GoOn> reason = new Select<>();
    private final CallWords words;

    CallFields(MemberNo memberNo, Calls calls, Work work, MessagePanel messages) {
        this.memberNo = memberNo;
        this.calls = calls;
        this.work = work;
        this.messages = messages;
        words = new CallWords(null, calls.company());
        addClassName("call-fields");
        purpose.setLabel(t("contact.call.purpose"));
        purpose.setItems(Call.Purpose.values());
        purpose.setItemLabelGenerator(value -> code("contact", "call_purpose", value.name()));
        line.setLabel(t("contact.call.line"));
        line.addClassName("vertical");
        line.setRenderer(new ComponentRenderer<>(CallFields::line));
        line.setItemEnabledProvider(offered -> offered.forbidden() == null);
        typed.setMaxLength(60);
        reason.setLabel(t("contact.call.reason"));
        reason.setItems(Call.GoOn.values());
        reason.setItemLabelGenerator(value -> code("contact", "call_reason", value.name()));
        purpose.addValueChangeListener(change -> read());
        line.addValueChangeListener(change -> fit(change.getValue()));
        line.setVisible(false);
        fit(null);
        add(purpose, line, typed, reason, words);
    }

    /** The purpose is settled; where a number proves something and is free, it is chosen. */
    void chooseCallBack() {
        purpose.setValue(Call.Purpose.CALL_BACK);
        purpose.setReadOnly(true);
        line.getListDataView()
                .getItems()
                .filter(offered -> offered.proves() && offered.obstacles().isEmpty())
                .findFirst()
                .ifPresent(line::setValue);
    }

    private static Component line(CallLine offered) {
        var words = new Span(CallWords.line(offered));
        var row = new Span(words);
        row.addClassName("call-line");
        if (offered.obstacles().isEmpty()) {
            row.add(new Chip(t("contact.call.free"), Chip.Weight.GOOD));
        } else {
            var stop = offered.forbidden() != null;
            row.add(new Chip(
                    t(stop ? "contact.call.forbidden" : "contact.call.careful", CallWords.obstacles(offered)),
                    stop ? Chip.Weight.STOP : Chip.Weight.CAREFUL));
        }
        if (offered.proves()) {
            row.add(new Chip(t("contact.call.proves"), Chip.Weight.PLAIN));
        }
        return row;
    }

    private void read() {
        var chosen = purpose.getValue();
        if (chosen != null) {
            work.read(messages, () -> calls.lines(memberNo, chosen), this::offer);
        }
    }

    private void offer(List<CallLine> lines) {
        line.setItems(lines);
        line.setVisible(true);
        lines.stream()
                .filter(offered -> offered.obstacles().isEmpty())
                .findFirst()
                .ifPresent(line::setValue);
        fit(line.getValue());
        if (lines.stream().noneMatch(offered -> offered.forbidden() == null)) {
            lines.stream()
                    .map(CallLine::forbidden)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(rule -> messages.refused(new NotAllowed(rule)));
        }
    }

    private void fit(@Nullable CallLine chosen) {
        typed.setVisible(chosen != null && chosen.line() == Call.Line.TYPED);
        reason.setVisible(chosen != null && chosen.needsReason());
        words.setVisible(chosen != null);
    }

    /** Whether all is said that a call needs; shows what is missing. */
    boolean isComplete() {
        purpose.setInvalid(purpose.isEmpty());
        line.setInvalid(line.isEmpty());
        reason.setInvalid(reason.isVisible() && reason.isEmpty());
        typed.setInvalid(typed.isVisible() && typed.isEmpty());
        return !purpose.isInvalid() && !line.isInvalid() && !reason.isInvalid() && !typed.isInvalid();
    }

    Call call() {
        return new Call(purpose.getValue(), line.getValue().line(), reason.isVisible() ? reason.getValue() : null);
    }

    @Nullable
    String number() {
        return typed.isVisible() ? CallerNumber.digits(typed.getValue()) : null;
    }
}
