package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.LiveCard;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;

/** Whom the place has promised to call back, on the home view, the overdue ones loud. */
@org.springframework.stereotype.Component
class CallBacksCard implements HomeCard {

    private final CallBacks callBacks;
    private final Work work;

    CallBacksCard(CallBacks callBacks, Work work) {
        this.callBacks = callBacks;
        this.work = work;
    }

    @Override
    public int order() {
        return 17;
    }

    @Override
    public boolean isFor(StaffMember staff) {
        return staff.may(Permission.CONTACT_WRITE);
    }

    @Override
    public Component create() {
        var card = new LiveCard<>(
                t("contact.call-back.title"),
                t("contact.call-back.none"),
                work,
                callBacks::due,
                due -> due.stream().map(CallBacksCard::line).toList());
        ScreenBus.subscribe(card, ScreenBus.ContactChanged.class, changed -> card.refresh());
        card.refresh();
        return card;
    }

    private static Div line(CallBackDue due) {
        var when = Formats.dateTime(due.at());
        var line = new Div(
                due.isOverdue() ? new Chip(t("contact.call-back.overdue", when), Chip.Weight.STOP) : new Span(when),
                ContactWords.link(due.contactNo()),
                new Span(due.staffName()));
        line.addClassName("contact-line");
        return line;
    }
}
