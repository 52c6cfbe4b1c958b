package jp.madoguchi.handoff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.RouterLink;
import java.util.List;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** Who is to come, on the home view: arrives by itself, without a word about the person, the overdue ones loud. */
@org.springframework.stereotype.Component
class HandOffsCard implements HomeCard {

    private static final int SHOWN = 8;

    private final HandOffs handOffs;
    private final Announcements announcements;
    private final Work work;

    HandOffsCard(HandOffs handOffs, Announcements announcements, Work work) {
        this.handOffs = handOffs;
        this.announcements = announcements;
        this.work = work;
    }

    @Override
    public int order() {
        return 15;
    }

    @Override
    public boolean isFor(StaffMember staff) {
        return staff.may(Permission.CONTACT_WRITE);
    }

    @Override
    public Component create() {
        return new Card();
    }

    @StyleSheet("context://ui/handoff.css")
    private final class Card extends Div {

        private final MessagePanel messages = new MessagePanel();
        private final Div lines = new Div();

        Card() {
            addClassNames("card", "hand-offs");
            lines.addClassName("stack");
            var title = new H2(t("handoff.title"));
            title.addClassName("card-title");
            add(title, new TakeHandOff(handOffs, work), messages, lines);
            Live.refresh(this, listener -> announcements.listen(Announcements.Kind.HAND_OFF, listener), this::refresh);
            refresh();
        }

        private void refresh() {
            work.read(messages, handOffs::due, this::show);
        }

        private void show(List<HandOffDue> found) {
            lines.removeAll();
            if (found.isEmpty()) {
                var none = new Paragraph(t("handoff.none"));
                none.addClassName("empty");
                lines.add(none);
                return;
            }
            found.stream().limit(SHOWN).forEach(due -> lines.add(HandOffWords.line(due)));
            lines.add(new RouterLink(t("handoff.all", found.size()), HandOffsView.class));
        }
    }
}
