package jp.madoguchi.handoff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Optional;
import jp.madoguchi.contact.NoteField;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.login.NearPlace;
import jp.madoguchi.login.NearestPlaces;
import jp.madoguchi.login.NearestPlacesList;
import jp.madoguchi.login.PlaceWords;
import jp.madoguchi.login.VisitAdvice;
import jp.madoguchi.operation.Drafts;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.DateField;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** Sends the member to a store or machine: what for, where, when; then the number and the sentence to read out. */
@StyleSheet("context://ui/handoff.css")
final class HandOffDialog extends HouseDialog {

    private final OperationId id = OperationId.make();
    private final ContactNo contactNo;
    private final MemberNo memberNo;
    private final HandOffs handOffs;
    private final NearestPlaces nearest;
    private final Work work;
    private final Select<HandOff.Purpose> purpose = new Select<>();
    private final TextField postalCode = new TextField(t("handoff.postal-code"));
    private final RadioButtonGroup<NearPlace> place = new RadioButtonGroup<>();
    private final Div documents = new Div();
    private final DateField expected = new DateField(t("handoff.expected-on"));
    private final Checkbox message = new Checkbox(t("handoff.message"));
    private final NoteField note;
    private final Div form;
    private @Nullable VisitAdvice advice;

    HandOffDialog(
            ContactNo contactNo,
            MemberNo memberNo,
            HandOffs handOffs,
            NearestPlaces nearest,
            Drafts drafts,
            Work work) {
        super(t("handoff.make.title"), t("handoff.make.save"));
        this.contactNo = contactNo;
        this.memberNo = memberNo;
        this.handOffs = handOffs;
        this.nearest = nearest;
        this.work = work;
        note = new NoteField(t("handoff.note"), drafts, "handoff:" + contactNo);
        note.setMinRows(2);
        setUp();
        var when = new Div(expected, postalCode);
        when.addClassName("hand-off-pair");
        form = new Div(purpose, when, place, documents, message, note);
        form.addClassName("stack");
        body(form);
        work.read(messages, () -> handOffs.propose(memberNo), this::show);
        work.read(messages, () -> nearest.of(memberNo), this::offer);
    }

    private void setUp() {
        purpose.setLabel(t("handoff.purpose"));
        purpose.setItems(HandOff.Purpose.values());
        purpose.setItemLabelGenerator(HandOffWords::purpose);
        purpose.setErrorMessage(t("handoff.purpose.missing"));
        place.setLabel(t("handoff.place"));
        place.addClassName("vertical");
        place.setErrorMessage(t("handoff.place.missing"));
        place.setRenderer(new ComponentRenderer<>(HandOffDialog::line));
        postalCode.setHelperText(t("handoff.postal-code.hint"));
        postalCode.setMaxLength(12);
        postalCode.setValueChangeMode(ValueChangeMode.LAZY);
        postalCode.addValueChangeListener(change -> look(change.getValue()));
    }

    private static Div line(NearPlace place) {
        var name = new Span(place.name());
        name.addClassName("near-place-name");
        var head = new Div(
                name, new Chip(PlaceWords.hours(place), place.servesToday() ? Chip.Weight.GOOD : Chip.Weight.PLAIN));
        head.addClassName("row");
        var address = new Div(place.address());
        address.addClassName("muted");
        return new Div(head, address);
    }

    private void show(Proposal proposal) {
        var wanted = proposal.purpose();
        if (wanted != null && proposal.open().stream().noneMatch(open -> open.purpose() == wanted)) {
            purpose.setValue(wanted);
        }
        message.setEnabled(!proposal.messagesWithheld());
        if (proposal.messagesWithheld()) {
            message.setHelperText(t("handoff.message.withheld"));
        }
        if (!proposal.open().isEmpty()) {
            var open = new Div(new Paragraph(t("handoff.open-already")));
            proposal.open().forEach(due -> open.add(HandOffWords.line(due)));
            open.addClassName("hand-off-open");
            form.addComponentAsFirst(open);
        }
    }

    private void offer(VisitAdvice found) {
        advice = found;
        documents.removeAll();
        documents.add(NearestPlacesList.documents(found));
        place.setItems(found.places());
        found.places().stream()
                .filter(NearPlace::servesToday)
                .findFirst()
                .or(() -> found.places().stream().findFirst())
                .ifPresent(place::setValue);
    }

    private void look(String typed) {
        var digits = Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("[^0-9]", "");
        postalCode.setInvalid(false);
        if (digits.isEmpty()) {
            work.read(messages, () -> nearest.of(memberNo), this::offer);
        } else if (digits.length() == 7) {
            work.read(messages, () -> nearest.near(digits), this::offerNear);
        }
    }

    private void offerNear(Optional<VisitAdvice> found) {
        found.ifPresentOrElse(this::offer, () -> {
            postalCode.setErrorMessage(t("handoff.postal-code.unknown"));
            postalCode.setInvalid(true);
        });
    }

    @Override
    protected void submit() {
        messages.clear();
        purpose.setInvalid(purpose.isEmpty());
        place.setInvalid(place.isEmpty());
        if (purpose.isInvalid() || place.isInvalid() || !expected.isUnderstood() || !note.isAcceptable()) {
            return;
        }
        var chosen = place.getValue();
        var day = expected.date().orElse(null);
        work.write(
                messages,
                id,
                () -> handOffs.make(
                        id,
                        contactNo,
                        memberNo,
                        new NewHandOff(purpose.getValue(), chosen.placeNo(), day, note.getValue(), message.getValue())),
                no -> made(no, chosen, day),
                this::close);
    }

    /** The number stays on the screen until it was read out. */
    private void made(HandOffNo no, NearPlace chosen, @Nullable LocalDate day) {
        note.forget();
        form.removeAll();
        var number = new Div(no.spoken());
        number.addClassName("hand-off-made");
        var when = new Span(t("handoff.say.when"));
        when.addClassName("call-when");
        var said = new Paragraph();
        var known = advice;
        if (known != null) {
            work.read(messages, () -> nearest.sentence(no.spoken(), known, chosen, day), said::setText);
        }
        var words = new Div(when, said);
        words.addClassName("call-words");
        form.add(number, words);
        primary.setVisible(false);
        cancel.setText(t("button.close"));
        cancel.focus();
        HandOffActions.changed();
    }
}
