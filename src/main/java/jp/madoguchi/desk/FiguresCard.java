package jp.madoguchi.desk;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.RouterLink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.desk.DeskFigures.Figures;
import jp.madoguchi.desk.DeskFigures.Kind;
import jp.madoguchi.desk.DeskFigures.Which;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.HomeCard;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.LiveCard;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;

/** Today at the own place, as charts that lead to their rows. */
@org.springframework.stereotype.Component
class FiguresCard implements HomeCard {

    /** Sums of a day need no more; the news that comes more often is about other cards. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final DeskFigures figures;
    private final Announcements announcements;
    private final Clock clock;
    private final Work work;

    FiguresCard(DeskFigures figures, Announcements announcements, Clock clock, Work work) {
        this.figures = figures;
        this.announcements = announcements;
        this.clock = clock;
        this.work = work;
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public boolean isFor(StaffMember staff) {
        return staff.may(Permission.CONTACT_WRITE) && staff.workplace() != null;
    }

    @Override
    public Component create() {
        var read = new Instant[] {clock.instant()};
        var card = new LiveCard<>(
                t("desk.card"), t("desk.nothing"), work, () -> List.of(figures.read(1)), FiguresCard::lines);
        Live.refresh(card, listener -> announcements.listen(Announcements.Kind.HAND_OFF, listener), () -> {
            if (Duration.between(read[0], clock.instant()).compareTo(FRESH) >= 0) {
                read[0] = clock.instant();
                card.refresh();
            }
        });
        ScreenBus.subscribe(card, ScreenBus.ContactChanged.class, change -> card.refresh());
        card.refresh();
        return card;
    }

    private static List<Component> lines(List<Figures> found) {
        var today = found.getFirst();
        var numbers = new Div(number(today, Kind.CONTACT), number(today, Kind.LOCKED), number(today, Kind.CLEARED));
        numbers.addClassName("figure-numbers");
        return List.of(numbers, FigureCharts.causes(today), new RouterLink(t("desk.figures.go"), FiguresView.class));
    }

    private static Component number(Figures today, Kind kind) {
        return FigureRowsView.link(
                t("desk.number." + kind, today.number(kind)), new Which(kind, today.from(), today.to(), null, null));
    }
}
