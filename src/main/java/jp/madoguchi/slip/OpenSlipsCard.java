package jp.madoguchi.slip;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.PlaceKind;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** Slips of the store that are neither handed over nor void: the list to empty before the day ends. */
@org.springframework.stereotype.Component
class OpenSlipsCard implements HomeCard {

    private final Slips slips;
    private final Work work;

    OpenSlipsCard(Slips slips, Work work) {
        this.slips = slips;
        this.work = work;
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public boolean isFor(StaffMember staff) {
        var place = staff.workplace();
        return staff.may(Permission.WEBID_REISSUE) && place != null && place.kind() == PlaceKind.STORE;
    }

    @Override
    public Component create() {
        return new Card(slips.openHere());
    }

    private final class Card extends Section {

        private final MessagePanel messages = new MessagePanel();
        private final Div content = new Div();

        Card(List<Slip> open) {
            addClassName("card");
            var title = new H2(t("slip.open"));
            title.addClassName("card-title");
            add(title, messages, content);
            show(open);
        }

        private void show(List<Slip> open) {
            content.removeAll();
            if (open.isEmpty()) {
                var nothing = new Paragraph(t("slip.open.none"));
                nothing.addClassName("muted");
                content.add(nothing);
                return;
            }
            var list = new UnorderedList();
            open.forEach(slip -> list.add(line(slip)));
            content.add(list);
        }

        private ListItem line(Slip slip) {
            var words = new Span(t(
                    slip.printedAt() == null ? "slip.open.not-printed" : "slip.open.printed",
                    t("slip." + slip.carries()),
                    slip.slipNo(),
                    Formats.dateTime(slip.madeAt()),
                    slip.memberNo().value()));
            var line = new ListItem(words);
            for (var reason : List.of(Slip.VoidReason.NOT_TAKEN, Slip.VoidReason.LOST)) {
                line.add(new Button(code("slip", "void_reason", reason.name()), click -> {
                    var id = OperationId.make();
                    work.write(
                            messages,
                            id,
                            () -> slips.declareVoid(id, slip.slipNo(), reason),
                            done -> work.read(messages, slips::openHere, this::show),
                            () -> work.read(messages, slips::openHere, this::show));
                }));
            }
            line.addClassName("contact-line");
            return line;
        }
    }
}
