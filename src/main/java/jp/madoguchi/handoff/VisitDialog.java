package jp.madoguchi.handoff;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.util.Optional;
import jp.madoguchi.contact.ContactWords;
import jp.madoguchi.contact.NoteField;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.operation.Drafts;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;

/** What the member at the counter was sent for, with the call before it; and whether it was done. */
final class VisitDialog extends HouseDialog {

    private final OperationId id = OperationId.make();
    private final HandOffNo no;
    private final HandOffs handOffs;
    private final Work work;
    private final Runnable ended;
    private final RadioButtonGroup<HandOff.Outcome> outcome = new RadioButtonGroup<>();
    private final NoteField note;

    /** @param ended what the screen does once it has ended */
    VisitDialog(ContactNo contactNo, HandOffNo no, HandOffs handOffs, Drafts drafts, Work work, Runnable ended) {
        super(t("handoff.visit.title", no.spoken()), t("handoff.visit.save"));
        this.no = no;
        this.handOffs = handOffs;
        this.work = work;
        this.ended = ended;
        outcome.setLabel(t("handoff.outcome"));
        outcome.setItems(HandOff.Outcome.DONE, HandOff.Outcome.NOT_DONE);
        outcome.setItemLabelGenerator(value -> code("hand_off", "outcome", value.name()));
        note = new NoteField(t("handoff.end-note"), drafts, "handoff.end:" + no);
        note.setMinRows(2);
        note.setVisible(false);
        outcome.addValueChangeListener(change -> note.setVisible(change.getValue() == HandOff.Outcome.NOT_DONE));
        work.read(messages, () -> handOffs.takenIn(contactNo), this::show);
    }

    private void show(Optional<HandOff> found) {
        found.ifPresentOrElse(handOff -> body(facts(handOff), outcome, note), () -> {
            body(new Div(t("handoff.ended-already")));
            primary.setVisible(false);
        });
    }

    private static FactList facts(HandOff handOff) {
        var facts = new FactList()
                .fact(t("handoff.purpose"), HandOffWords.purpose(handOff.purpose()))
                .fact(t("handoff.place"), handOff.placeName())
                .fact(
                        t("handoff.made"),
                        t(
                                "handoff.made.by",
                                Formats.dateTime(handOff.madeAt()),
                                handOff.madePlaceName(),
                                handOff.madeBy()))
                .fact(t("handoff.contact"), ContactWords.link(handOff.contactNo()));
        var expected = handOff.expectedOn();
        if (expected != null) {
            facts.fact(t("handoff.expected-on"), Formats.date(expected));
        }
        var note = handOff.note();
        if (note != null) {
            facts.fact(t("handoff.note"), note);
        }
        return facts;
    }

    @Override
    protected void submit() {
        messages.clear();
        outcome.setInvalid(outcome.isEmpty());
        note.setInvalid(note.isVisible() && note.getValue().isBlank());
        if (outcome.isInvalid() || note.isInvalid()) {
            return;
        }
        work.write(
                messages,
                id,
                () -> {
                    handOffs.end(id, no, outcome.getValue(), note.isVisible() ? note.getValue() : null);
                    return no;
                },
                done -> end(),
                this::end);
    }

    private void end() {
        note.forget();
        close();
        ended.run();
    }
}
