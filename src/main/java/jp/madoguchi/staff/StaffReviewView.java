package jp.madoguchi.staff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Role;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.WordsLine;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** The worklist of the quarter: place by place, whether each person still needs what they may do. */
@Route("staff/review")
@RolesAllowed(Permission.STAFF_READ)
@StyleSheet("context://ui/staff.css")
class StaffReviewView extends Div implements AfterNavigationObserver, HasDynamicTitle {

    private static final Pattern DAY = Pattern.compile("20[0-9]{2}-(01|04|07|10)");

    private final StaffReviews reviews;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();
    private @Nullable LocalDate asked;
    private StaffReviews.@Nullable Left left;

    StaffReviewView(StaffReviews reviews, Announcements announcements, Work work) {
        this.reviews = reviews;
        this.work = work;
        addClassName("page");
        content.addClassName("stack");
        var title = new H1(t("staff.review.title"));
        title.addClassName("page-title");
        var head = new Div(title, new RouterLink(t("staff.list.back"), StaffListView.class));
        head.addClassName("page-head");
        add(head, messages, content);
        Live.refresh(this, listener -> announcements.listen(Announcements.Kind.STAFF, listener), this::refreshQuietly);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        asked = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("quarter")
                .filter(typed -> DAY.matcher(typed).matches())
                .map(typed -> LocalDate.parse(typed + "-01"))
                .orElse(null);
        read();
    }

    /** Somebody else decided, or the safety net asks: read again, which is recorded, only when the numbers are others. */
    private void refreshQuietly() {
        work.read(messages, reviews::left, now -> {
            if (left != null && !left.equals(now)) {
                read();
            }
            left = now;
        });
    }

    private void read() {
        work.read(messages, () -> reviews.worklist(asked), this::show);
    }

    private void show(StaffReviews.Worklist list) {
        content.removeAll();
        var quarters = new Select<LocalDate>(t("staff.review.quarter"), chosen -> {
            if (chosen.isFromClient()) {
                UI.getCurrent()
                        .navigate(
                                StaffReviewView.class,
                                QueryParameters.of(
                                        "quarter", chosen.getValue().toString().substring(0, 7)));
            }
        });
        quarters.setItems(list.quarters());
        quarters.setItemLabelGenerator(StaffReviewView::quarter);
        quarters.setValue(list.quarterOn());
        var state = new Div(
                quarters,
                new Span(t(
                        "staff.review.state",
                        Formats.date(list.dueOn()),
                        list.decided().size(),
                        list.open().size())));
        state.addClassNames("row", "staff-quarter");
        if (list.overdue()) {
            state.add(new Chip(t("staff.review.overdue"), Chip.Weight.CAREFUL));
        }
        content.add(state);
        var places = new TreeMap<String, List<StaffReviews.Line>>();
        list.open()
                .forEach(line -> places.computeIfAbsent(StaffWords.places(line.places()), any -> new ArrayList<>())
                        .add(line));
        if (places.isEmpty() && list.quarterOn().equals(list.quarters().getFirst())) {
            var none = new Paragraph(t("staff.review.none"));
            none.addClassName("empty");
            content.add(none);
        }
        places.forEach((place, lines) -> {
            var card = StaffWords.card(place);
            lines.forEach(line -> card.add(line(line)));
            content.add(card);
        });
        if (!list.decided().isEmpty()) {
            var card = StaffWords.card(t("staff.review.decided"));
            list.decided().forEach(line -> card.add(decided(line)));
            content.add(card);
        }
    }

    private static String quarter(LocalDate first) {
        return t(
                "staff.review.quarter.of",
                Formats.date(first),
                Formats.date(first.plusMonths(3).minusDays(1)));
    }

    private static Component decided(StaffReviews.Decided line) {
        var row = new Div(
                new RouterLink(
                        t("staff.review.who", line.name(), line.staffNo().value()),
                        StaffView.class,
                        StaffListView.address(line.staffNo())),
                new Span(StaffWords.codes(line.rights())),
                new Chip(
                        t(line.reason() == null ? "staff.review.kept" : "staff.review.taken"),
                        line.reason() == null ? Chip.Weight.GOOD : Chip.Weight.CAREFUL),
                new Span(t("staff.review.by", Formats.dateTime(line.at()), line.by())));
        if (line.reason() != null) {
            row.add(new Span(t("staff.history.why", line.reason())));
        }
        row.addClassName("staff-line");
        return row;
    }

    private Component line(StaffReviews.Line line) {
        var row = new Div(
                new RouterLink(
                        t("staff.review.who", line.name(), line.staffNo().value()),
                        StaffView.class,
                        StaffListView.address(line.staffNo())),
                new Span(StaffWords.roles(line.roles())));
        row.addClassName("staff-line");
        if (!CurrentStaff.get().may(Permission.STAFF_ADMIN)) {
            return row;
        }
        if (line.staffNo().equals(CurrentStaff.get().staffNo())) {
            row.add(new Span(t("staff.review.own")));
            return row;
        }
        var keep = new Button(t("staff.review.keep"), click -> {
            var id = OperationId.make();
            work.write(messages, id, () -> reviews.keep(id, line), kept -> read(), this::read);
        });
        keep.setAriaLabel(t("staff.review.keep.of", line.name()));
        var take = new Button(t("staff.review.take-away"), click -> new TakeAwayDialog(line).open());
        take.setAriaLabel(t("staff.review.take-away.of", line.name()));
        row.add(keep, take);
        return row;
    }

    final class TakeAwayDialog extends HouseDialog {

        private final StaffReviews.Line line;
        private final OperationId id = OperationId.make();
        final CheckboxGroup<Role> roles = new CheckboxGroup<>(t("staff.review.which"));
        final WordsLine reason = new WordsLine(t("staff.reason"));

        TakeAwayDialog(StaffReviews.Line line) {
            super(t("staff.review.take-away.of", line.name()), t("staff.act.send"));
            this.line = line;
            roles.setItems(line.roles().stream().sorted().toList());
            roles.setItemLabelGenerator(role -> t("staff.role." + role));
            reason.setMaxLength(StaffForm.REASON);
            reason.setWidthFull();
            body(new Paragraph(t("staff.review.take-away.means")), roles, reason);
        }

        @Override
        protected void submit() {
            work.write(
                    messages,
                    id,
                    () -> reviews.takeAway(id, line.staffNo(), roles.getValue(), reason.getValue()),
                    taken -> finish(),
                    this::finish);
        }

        private void finish() {
            close();
            read();
        }
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("staff.review.title"));
    }
}
