package jp.madoguchi.desk;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import jp.madoguchi.desk.DeskFigures.Figure;
import jp.madoguchi.desk.DeskFigures.Figures;
import jp.madoguchi.desk.DeskFigures.Kind;
import jp.madoguchi.desk.DeskFigures.Which;
import jp.madoguchi.ui.Bars;

/** The charts of a place; each bar leads to the rows behind it. */
final class FigureCharts {

    private static final List<String> LOCKED_ON = List.of("MEMBER_PAGE", "APP", "ATM", "STAFF");
    private static final List<String> CLEARED_ON = List.of("STORE", "MACHINE", "PHONE_IN", "PHONE_OUT", "LETTER");

    private FigureCharts() {}

    /** Contacts by cause, the most frequent first. */
    static Component causes(Figures found) {
        var lines = found.of(Kind.CONTACT).stream()
                .sorted(Comparator.comparingInt(Figure::number).reversed().thenComparing(Figure::code))
                .map(line -> new Bars.Line(
                        cause(line.code()),
                        List.of(new Bars.Part(
                                line.code().equals("OPEN") ? 4 : 0,
                                line.number(),
                                t("desk.part", cause(line.code()), line.number()),
                                FigureRowsView.address(
                                        new Which(Kind.CONTACT, found.from(), found.to(), line.code(), null))))))
                .toList();
        return lines.isEmpty() ? nothing() : new Bars(lines);
    }

    /** Locks or clearings: a line an hour, from the first to the last in which there was one. */
    static Component hours(Figures found, Kind kind) {
        var lines = found.of(kind);
        var hours = lines.stream().map(Figure::hour).filter(Objects::nonNull).toList();
        if (hours.isEmpty()) {
            return nothing();
        }
        var codes = kind == Kind.LOCKED ? LOCKED_ON : CLEARED_ON;
        var bars = IntStream.rangeClosed(
                        hours.stream().mapToInt(Integer::intValue).min().orElseThrow(),
                        hours.stream().mapToInt(Integer::intValue).max().orElseThrow())
                .mapToObj(hour -> new Bars.Line(
                        t("desk.hour", hour),
                        codes.stream()
                                .map(code -> part(found, kind, codes.indexOf(code), code, hour))
                                .toList()))
                .toList();
        var part =
                new Div(Bars.key(codes.stream().map(code -> channel(kind, code)).toList()), new Bars(bars));
        part.addClassName("stack");
        return part;
    }

    private static Bars.Part part(Figures found, Kind kind, int colour, String code, int hour) {
        var number = found.of(kind).stream()
                .filter(line -> line.code().equals(code) && Objects.equals(line.hour(), hour))
                .mapToInt(Figure::number)
                .sum();
        return new Bars.Part(
                colour,
                number,
                t("desk.part", channel(kind, code), number),
                FigureRowsView.address(new Which(kind, found.from(), found.to(), code, hour)));
    }

    static String channel(Kind kind, String code) {
        return code.equals("STAFF")
                ? t("desk.by-staff")
                : code(kind == Kind.LOCKED ? "login_attempt" : "contact", "channel", code);
    }

    static String cause(String code) {
        return switch (code) {
            case "OPEN" -> t("desk.cause.OPEN");
            case "NONE" -> t("desk.cause.NONE");
            default -> code("contact", "cause", code);
        };
    }

    private static Component nothing() {
        var none = new Paragraph(t("desk.figures.none"));
        none.addClassName("muted");
        return none;
    }
}
