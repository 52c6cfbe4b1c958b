package jp.madoguchi.staff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import java.util.List;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.LiveCard;
import jp.madoguchi.ui.Work;
import org.springframework.stereotype.Component;

/** On an administrator's home: changes that wait for a second one, and what is left of the quarterly review. */
@Component
class StaffCard implements HomeCard {

    private final StaffReviews reviews;
    private final Announcements announcements;
    private final Work work;

    StaffCard(StaffReviews reviews, Announcements announcements, Work work) {
        this.reviews = reviews;
        this.announcements = announcements;
        this.work = work;
    }

    @Override
    public int order() {
        return 60;
    }

    @Override
    public boolean isFor(StaffMember person) {
        return person.may(Permission.STAFF_ADMIN);
    }

    @Override
    public com.vaadin.flow.component.Component create() {
        return new LiveCard<>(t("staff.card.title"), t("staff.card.none"), work, this::left, StaffCard::lines)
                .on(announcements, Announcements.Kind.STAFF);
    }

    private List<StaffReviews.Left> left() {
        var left = reviews.left();
        return left.changes() == 0 && left.reviews() == 0 ? List.of() : List.of(left);
    }

    private static List<Div> lines(List<StaffReviews.Left> left) {
        var now = left.getFirst();
        var waiting = new Div(
                new RouterLink(t("staff.waiting.title"), StaffListView.class),
                new Span(t("staff.card.waiting", now.changes())));
        var review = new Div(
                new RouterLink(t("staff.review.title"), StaffReviewView.class),
                new Span(t("staff.card.review", now.reviews(), Formats.date(now.dueOn()))));
        if (now.overdue()) {
            review.add(new Chip(t("staff.review.overdue"), Chip.Weight.CAREFUL));
        }
        waiting.addClassName("row");
        review.addClassName("row");
        return List.of(waiting, review);
    }
}
