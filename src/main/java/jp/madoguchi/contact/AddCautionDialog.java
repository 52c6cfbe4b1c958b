package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.timepicker.TimePicker;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.DateField;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.WordsLine;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** Records a caution: what, who said so, and what its kind asks for. */
final class AddCautionDialog extends HouseDialog {

    private final OperationId id = OperationId.make();
    private final ContactNo contactNo;
    private final MemberNo memberNo;
    private final Cautions cautions;
    private final Work work;
    private final Runnable saved;
    private final Select<CautionKind> kind = new Select<>();
    private final Select<Caution.Source> source = new Select<>();
    private final TextField number = new TextField(t("contact.caution.number"));
    private final TimePicker from = new TimePicker(t("contact.caution.from"));
    private final TimePicker to = new TimePicker(t("contact.caution.to"));
    private final DateField noticedOn = new DateField(t("contact.caution.noticed-on"));
    private final WordsLine detail = new WordsLine(t("contact.caution.detail"));

    /** @param saved what the screen does once it is recorded */
    AddCautionDialog(ContactNo contactNo, MemberNo memberNo, Cautions cautions, Work work, Runnable saved) {
        super(t("contact.caution.add.title"), t("contact.caution.add"));
        this.contactNo = contactNo;
        this.memberNo = memberNo;
        this.cautions = cautions;
        this.work = work;
        this.saved = saved;
        kind.setLabel(t("contact.caution.kind"));
        kind.setItems(Stream.of(CautionKind.values())
                .filter(CautionKind::isRecordedInContact)
                .toList());
        kind.setItemLabelGenerator(CautionKind::words);
        source.setLabel(t("contact.caution.source"));
        source.setItems(Caution.Source.values());
        source.setItemLabelGenerator(value -> code("contact_restriction", "source", value.name()));
        source.setValue(Caution.Source.MEMBER);
        for (var time : new TimePicker[] {from, to}) {
            time.setStep(Duration.ofMinutes(30));
            time.setLocale(Locale.JAPAN);
            time.setAutoOpen(false);
        }
        number.setMaxLength(20);
        detail.setMaxLength(Cautions.DETAIL_LIMIT * 2);
        body(kind, source, number, from, to, noticedOn, detail);
        kind.addValueChangeListener(change -> fit(change.getValue()));
        fit(null);
    }

    private void fit(@Nullable CautionKind chosen) {
        number.setVisible(chosen == CautionKind.NO_NUMBER);
        from.setVisible(chosen == CautionKind.HOURS);
        to.setVisible(chosen == CautionKind.HOURS);
        noticedOn.setVisible(chosen != null && chosen.isGrave());
        detail.setLabel(
                chosen == CautionKind.LAWYER_NOTICE
                        ? t("contact.caution.office")
                        : chosen == CautionKind.GUARDIAN ? t("contact.caution.guardian") : t("contact.caution.detail"));
        if (chosen == CautionKind.LAWYER_NOTICE) {
            source.setValue(Caution.Source.LAWYER);
        }
    }

    @Override
    protected void submit() {
        messages.clear();
        kind.setInvalid(kind.isEmpty());
        source.setInvalid(source.isEmpty());
        if (kind.isInvalid() || source.isInvalid() || noticedOn.isVisible() && !noticedOn.isUnderstood()) {
            return;
        }
        var form = new NewCaution(
                kind.getValue(),
                source.getValue(),
                detail.getValue(),
                number.isVisible() ? CallerNumber.digits(number.getValue()) : null,
                from.isVisible() ? from.getValue() : null,
                to.isVisible() ? to.getValue() : null,
                noticedOn.isVisible() ? noticedOn.date().orElse(null) : null);
        work.write(
                messages,
                id,
                () -> {
                    cautions.add(id, contactNo, memberNo, form);
                    return contactNo;
                },
                done -> end(),
                this::end);
    }

    private void end() {
        close();
        saved.run();
    }
}
