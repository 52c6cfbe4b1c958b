package jp.madoguchi.handoff;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.contact.ContactWords;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** Everybody who is to come to the own place or was sent by it, what is due first at the top. */
@Route("hand-offs")
@RolesAllowed(Permission.CONTACT_WRITE)
@StyleSheet("context://ui/handoff.css")
class HandOffsView extends Div implements HasDynamicTitle {

    private final HandOffs handOffs;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();
    private final TakeHandOff take;
    private List<HandOffDue> shown = List.of();

    HandOffsView(HandOffs handOffs, Announcements announcements, Work work) {
        this.handOffs = handOffs;
        this.work = work;
        this.take = new TakeHandOff(handOffs, work);
        addClassName("page");
        content.addClassName("stack");
        var title = new H1(t("handoff.title"));
        title.addClassName("page-title");
        add(title, take, messages, content);
        Live.refresh(this, listener -> announcements.listen(Announcements.Kind.HAND_OFF, listener), this::look);
        refresh();
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("handoff.title"));
    }

    /** Reads the persons again only when something changed: each such reading is recorded. */
    private void look() {
        work.read(messages, handOffs::due, due -> {
            if (!due.equals(shown)) {
                refresh();
            }
        });
    }

    private void refresh() {
        work.read(messages, handOffs::due, due -> shown = due);
        work.read(messages, handOffs::list, this::show);
    }

    private void show(List<HandOff> found) {
        content.removeAll();
        if (found.isEmpty()) {
            var none = new Paragraph(t("handoff.none"));
            none.addClassName("empty");
            content.add(none);
        }
        found.forEach(handOff -> content.add(card(handOff)));
    }

    private Component card(HandOff handOff) {
        var facts = new FactList()
                .fact(t("contact.member"), ContactWords.memberLink(handOff.memberName(), handOff.memberNo()))
                .fact(t("handoff.contact"), ContactWords.link(handOff.contactNo()))
                .fact(
                        t("handoff.made"),
                        t(
                                "handoff.made.by",
                                Formats.dateTime(handOff.madeAt()),
                                handOff.madePlaceName(),
                                handOff.madeBy()));
        var note = handOff.note();
        if (note != null) {
            facts.fact(t("handoff.note"), note);
        }
        var server = handOff.takenBy();
        if (server != null) {
            facts.fact(t("handoff.served"), server);
        }
        var buttons = new Div();
        buttons.addClassName("row");
        if (server == null) {
            buttons.add(new Button(t("handoff.take"), click -> take.take(handOff.no())));
            for (var outcome : List.of(HandOff.Outcome.NOT_COME, HandOff.Outcome.WITHDRAWN)) {
                buttons.add(
                        new Button(code("hand_off", "outcome", outcome.name()), click -> end(handOff.no(), outcome)));
            }
        }
        var card = new Section(HandOffWords.line(handOff.due()), facts, buttons);
        card.addClassNames("card", "hand-off");
        return card;
    }

    private void end(HandOffNo no, HandOff.Outcome outcome) {
        var id = OperationId.make();
        work.write(
                messages,
                id,
                () -> {
                    handOffs.end(id, no, outcome, null);
                    return no;
                },
                done -> refresh(),
                this::refresh);
    }
}
