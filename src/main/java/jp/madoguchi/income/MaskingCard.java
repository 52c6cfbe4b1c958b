package jp.madoguchi.income;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** On the home view of reviewers: how many certificates stand in quarantine, and a way to the oldest; without a word about persons. */
@org.springframework.stereotype.Component
class MaskingCard implements HomeCard {

    private final Masking masking;
    private final Announcements announcements;
    private final Work work;

    MaskingCard(Masking masking, Announcements announcements, Work work) {
        this.masking = masking;
        this.announcements = announcements;
        this.work = work;
    }

    @Override
    public int order() {
        return 25;
    }

    @Override
    public boolean isFor(StaffMember staff) {
        return staff.may(Permission.INCOME_DECIDE);
    }

    @Override
    public Component create() {
        return new Card();
    }

    private final class Card extends Div {

        private final MessagePanel messages = new MessagePanel();
        private final Div content = new Div();

        Card() {
            addClassName("card");
            content.addClassName("stack");
            var title = new H2(t("income.mask.waiting"));
            title.addClassName("card-title");
            add(title, messages, content);
            Live.refresh(this, listener -> announcements.listen(Announcements.Kind.INCOME, listener), this::refresh);
            refresh();
        }

        private void refresh() {
            work.read(messages, masking::waiting, this::show);
        }

        private void show(List<UUID> waiting) {
            content.removeAll();
            if (waiting.isEmpty()) {
                var none = new Paragraph(t("income.mask.waiting.none"));
                none.addClassName("empty");
                content.add(none);
                return;
            }
            content.add(
                    new Paragraph(t("income.mask.waiting.count", waiting.size())),
                    new Button(
                            t("income.mask.next"),
                            click -> new MaskingDialog(waiting.getFirst(), masking, work, this::refresh).open()));
        }
    }
}
