package jp.madoguchi.staff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import org.jspecify.annotations.Nullable;

/** Accounts, roles and rights in words. */
final class StaffWords {

    private StaffWords() {}

    static String roles(Collection<Role> roles) {
        return roles.isEmpty()
                ? t("staff.roles.none")
                : roles.stream().sorted().map(role -> t("staff.role." + role)).collect(Collectors.joining("・"));
    }

    /** Only an active account can do anything. */
    static Set<Role> held(StaffState state, Set<Role> roles) {
        return state == StaffState.ACTIVE ? roles : Set.of();
    }

    static String places(Collection<Workplace> places) {
        return places.isEmpty()
                ? t("staff.places.none")
                : places.stream().map(Workplace::name).sorted().collect(Collectors.joining("・"));
    }

    /** Roles and places as a review kept them: codes of the roles by name, numbers of the places as they are. */
    static String codes(String kept) {
        return Stream.of(kept.split(" "))
                .map(code ->
                        Stream.of(Role.values()).anyMatch(role -> role.name().equals(code))
                                ? t("staff.role." + code)
                                : code)
                .collect(Collectors.joining("・"));
    }

    static Div card(String title) {
        var heading = new H2(title);
        heading.addClassName("card-title");
        var card = new Div(heading);
        card.addClassNames("card", "stack");
        return card;
    }

    static String days(@Nullable LocalDate from, @Nullable LocalDate to) {
        var first = from == null ? "" : Formats.date(from);
        return to == null ? t("staff.days.open", first) : t("staff.days", first, Formats.date(to.minusDays(1)));
    }

    static Chip state(StaffState state) {
        return new Chip(
                t("code.staff.state." + state), state == StaffState.ACTIVE ? Chip.Weight.GOOD : Chip.Weight.CAREFUL);
    }

    private static String level(Permission.@Nullable Level level) {
        return level == null ? t("staff.level.none") : t("staff.level." + level);
    }

    /** What the person will be able to do: what changes first, marked by words and not by colour alone. */
    static Component rights(List<RightChange> rights) {
        var list = new Div();
        list.addClassName("right-list");
        var changed = rights.stream().filter(right -> !right.same()).toList();
        var title = new Paragraph(
                rights.stream().allMatch(right -> right.after() == null)
                        ? t("staff.rights.nothing")
                        : changed.isEmpty() ? t("staff.rights.unchanged") : t("staff.rights.changed", changed.size()));
        title.addClassName("right-summary");
        list.add(title);
        changed.forEach(right -> list.add(line(
                right,
                t("staff.rights.from-to", level(right.before()), level(right.after())),
                right.before() == null ? "gained" : right.after() == null ? "lost" : "other")));
        rights.stream().filter(RightChange::same).forEach(right -> list.add(line(right, level(right.after()), "same")));
        return list;
    }

    /** What the person may do today. */
    static Component today(List<RightChange> rights) {
        var list = new Div();
        list.addClassName("right-list");
        if (rights.isEmpty()) {
            list.add(new Paragraph(t("staff.rights.nothing")));
        }
        rights.forEach(right -> {
            var line = new Div(new Span(t("staff.right." + right.permission())), new Span(level(right.after())));
            line.addClassNames("right-line", "right-today");
            list.add(line);
        });
        return list;
    }

    private static Div line(RightChange right, String how, String kind) {
        var what = new Span(t("staff.right." + right.permission()));
        var mark = new Span(t("staff.rights." + kind));
        mark.addClassName("right-mark");
        var line = new Div(mark, what, new Span(how));
        line.addClassNames("right-line", "right-" + kind);
        return line;
    }
}
