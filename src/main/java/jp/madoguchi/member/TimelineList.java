package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/**
 * A timeline under headings of days: one line an event, equal login attempts and the looks of one person in one contact folded
 * into one line; more on request, never all at once.
 */
@StyleSheet("context://ui/timeline.css")
public final class TimelineList extends Div {

    /** Pages that are read at once where most of a page folds into few lines. */
    private static final int AT_ONCE = 4;

    /** Lines that fill a screen. */
    private static final int A_SCREEN = 15;

    private final Function<@Nullable Instant, TimelinePage> page;
    private final Function<TimelineEvent, @Nullable Component> details;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Paragraph masked = new Paragraph(t("member.timeline.masked"));
    private final Div days = new Div();
    private final Paragraph none;
    private final Button more = new Button(t("member.more"), click -> load());
    private final List<TimelineEvent> events = new ArrayList<>();
    private @Nullable Instant next;

    /**
     * @param page reads what happened before a moment; with null the newest
     * @param details the way to where an event is told in full; null where there is none
     */
    public TimelineList(
            Function<@Nullable Instant, TimelinePage> page,
            Function<TimelineEvent, @Nullable Component> details,
            String nothing,
            Work work) {
        this.page = page;
        this.details = details;
        this.work = work;
        none = new Paragraph(nothing);
        none.addClassName("empty");
        masked.addClassName("muted");
        more.setDisableOnClick(true);
        addClassNames("card", "stack", "member-timeline");
        add(messages, masked, none, days, more);
        restart();
    }

    /** From the newest again. */
    void restart() {
        next = null;
        events.clear();
        load();
    }

    private void load() {
        work.read(messages, this::pages, read -> {
            read.forEach(each -> events.addAll(each.events()));
            next = read.getLast().next();
            show(read.getLast().masked());
        });
        more.setEnabled(true);
    }

    private List<TimelinePage> pages() {
        var read = new ArrayList<TimelinePage>();
        var all = new ArrayList<>(events);
        var before = next;
        do {
            var one = page.apply(before);
            read.add(one);
            all.addAll(one.events());
            before = one.next();
        } while (before != null && read.size() < AT_ONCE && fold(all).size() < A_SCREEN);
        return read;
    }

    private void show(boolean hidden) {
        days.removeAll();
        masked.setVisible(hidden);
        none.setVisible(events.isEmpty());
        more.setVisible(next != null);
        LocalDate day = null;
        var lines = new OrderedList();
        for (var run : fold(events)) {
            var on = Tokyo.date(run.getFirst().at());
            if (!on.equals(day)) {
                day = on;
                lines = new OrderedList();
                lines.addClassNames("lines", "timeline-lines");
                days.add(
                        new H3(t("member.timeline.day", Formats.date(on), t("shell.weekday." + on.getDayOfWeek()))),
                        lines);
            }
            lines.add(new ListItem(line(run)));
        }
    }

    /** Runs of neighbours that say the same. */
    static List<List<TimelineEvent>> fold(List<TimelineEvent> events) {
        var runs = new ArrayList<List<TimelineEvent>>();
        for (var event : events) {
            if (!runs.isEmpty() && isSame(runs.getLast().getFirst(), event)) {
                runs.getLast().add(event);
            } else {
                runs.add(new ArrayList<>(List.of(event)));
            }
        }
        return runs;
    }

    private static boolean isSame(TimelineEvent one, TimelineEvent other) {
        if (!one.source().equals(other.source()) || !Tokyo.date(one.at()).equals(Tokyo.date(other.at()))) {
            return false;
        }
        return switch (one.source()) {
            case "LOGIN" ->
                Objects.equals(one.what(), other.what())
                        && Objects.equals(one.how(), other.how())
                        && Objects.equals(one.result(), other.result());
            case "LOOK" ->
                Objects.equals(one.staffName(), other.staffName())
                        && Objects.equals(one.placeName(), other.placeName())
                        && Objects.equals(one.contactNo(), other.contactNo())
                        && Objects.equals(one.result(), other.result());
            default -> false;
        };
    }

    private Component line(List<TimelineEvent> run) {
        var event = run.getFirst();
        var at = new Span(time(run));
        at.addClassNames("line-at", "mono");
        var kind = new Chip(t("member.timeline.kind." + event.kind()), TimelineWords.weight(event));
        kind.addClassName("timeline-kind");
        var what = new Span(distinct(run, TimelineWords::title));
        what.addClassName("line-what");
        var about = new Span(distinct(run, TimelineWords::about));
        about.addClassName("line-result");
        var who = new Span(Stream.of(event.placeName(), event.staffName())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" ")));
        who.addClassName("line-who");
        var line = new Div(at, kind, what);
        if (run.size() > 1) {
            line.add(new Chip(t("member.timeline.times", run.size()), Chip.Weight.PLAIN));
        }
        line.add(about, who);
        var way = details.apply(event);
        if (way != null) {
            way.addClassName("line-number");
            line.add(way);
        }
        line.addClassName("line");
        return line;
    }

    /** Of a run from its first to its last, which stands at the end of it. */
    private static String time(List<TimelineEvent> run) {
        var last = Formats.time(run.getFirst().at());
        var first = Formats.time(run.getLast().at());
        return first.equals(last) ? last : t("member.timeline.span", first, last);
    }

    private static String distinct(List<TimelineEvent> run, Function<TimelineEvent, String> words) {
        return run.stream()
                .map(words)
                .filter(text -> !text.isBlank())
                .distinct()
                .collect(Collectors.joining(t("list.separator")));
    }
}
