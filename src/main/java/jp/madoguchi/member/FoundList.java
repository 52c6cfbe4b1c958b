package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.function.Consumer;
import jp.madoguchi.ui.Chip;
import org.jspecify.annotations.Nullable;

/** The members that fit: arrow keys move, Enter or a click opens. */
final class FoundList extends Grid<FoundMember> {

    private @Nullable FoundMember first;
    private @Nullable FoundMember focused;

    FoundList(Consumer<FoundMember> open) {
        addClassName("found-list");
        setSelectionMode(SelectionMode.NONE);
        setAllRowsVisible(true);
        setPartNameGenerator(member -> member == first ? "default-row" : null);
        addColumn(member -> member.memberNo().value())
                .setHeader(t("member.number"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        addComponentColumn(FoundList::name).setHeader(t("member.name")).setFlexGrow(3);
        addColumn(FoundList::municipality).setHeader(t("member.address")).setFlexGrow(2);
        addColumn(member -> member.phoneLast4() == null ? "" : t("member.last4", member.phoneLast4()))
                .setHeader(t("member.phone"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        addComponentColumn(FoundList::states).setHeader(t("member.states")).setFlexGrow(3);
        addItemClickListener(click -> open.accept(click.getItem()));
        addCellFocusListener(focus -> focused = focus.getItem().orElse(null));
        getElement()
                .addEventListener("keydown", key -> {
                    if (focused != null) {
                        open.accept(focused);
                    }
                })
                .setFilter(SearchForm.ENTER);
    }

    /** Shows the answer; Enter opens its first row unless another one has the keyboard. */
    void show(List<FoundMember> members) {
        first = members.isEmpty() ? null : members.getFirst();
        focused = first;
        setItems(members);
        setVisible(!members.isEmpty());
    }

    private static Component name(FoundMember member) {
        var name = new Span(member.name());
        name.addClassName("found-name");
        var kana = new Span(member.kana());
        kana.addClassName("found-kana");
        var both = new Div(name, kana);
        both.addClassName("found-person");
        member.found().forEach(found -> both.add(new Chip(found(found, member), Chip.Weight.PLAIN)));
        return both;
    }

    private static String municipality(FoundMember member) {
        return member.prefecture() == null ? "" : member.prefecture() + member.municipality();
    }

    private static Component states(FoundMember member) {
        var chips = new Div();
        chips.addClassName("chips");
        if (member.contractState() != null) {
            chips.add(StateChips.contract(member.contractState()));
        }
        member.locks().forEach(kind -> chips.add(StateChips.lock(kind)));
        return chips;
    }

    private static String found(FoundMember.Found found, FoundMember member) {
        var label = t("member.found." + found);
        var named = found == FoundMember.Found.FORMER_NAME || found == FoundMember.Found.ALIAS;
        return named && member.foundName() != null ? t("member.found.named", label, member.foundName()) : label;
    }
}
