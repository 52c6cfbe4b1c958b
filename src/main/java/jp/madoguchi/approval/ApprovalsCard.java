package jp.madoguchi.approval;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** Requests that wait for this person, on the home view. */
@org.springframework.stereotype.Component
class ApprovalsCard implements HomeCard {

    private final Approvals approvals;
    private final Announcements announcements;
    private final Work work;

    ApprovalsCard(Approvals approvals, Announcements announcements, Work work) {
        this.approvals = approvals;
        this.announcements = announcements;
        this.work = work;
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public boolean isFor(StaffMember staff) {
        return staff.rights().containsValue(Permission.Level.SECOND);
    }

    @Override
    public Component create() {
        return new Card();
    }

    private final class Card extends Div {

        private final MessagePanel messages = new MessagePanel();
        private final Div lines = new Div();

        Card() {
            addClassName("card");
            lines.addClassName("stack");
            add(new H2(t("approval.card")), messages, lines);
            Live.refresh(this, listener -> announcements.listen(Announcements.Kind.APPROVAL, listener), this::refresh);
            refresh();
        }

        private void refresh() {
            work.read(messages, approvals::waiting, found -> {
                lines.removeAll();
                if (found.isEmpty()) {
                    var empty = new Paragraph(t("approval.none"));
                    empty.addClassName("empty");
                    lines.add(empty);
                }
                for (var line : found) {
                    lines.add(new RouterLink(
                            t(
                                    "approval.line",
                                    t("approval.operation." + line.operation()),
                                    line.placeName(),
                                    line.makerName(),
                                    Formats.time(line.madeAt()),
                                    Formats.time(line.expiresAt())),
                            ApprovalsView.class,
                            new RouteParameters(new RouteParam("ref", line.ref().toString()))));
                }
            });
        }
    }
}
