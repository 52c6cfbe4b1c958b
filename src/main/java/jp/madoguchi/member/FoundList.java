package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.renderer.LitRenderer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jp.madoguchi.ui.Chip;
import org.jspecify.annotations.Nullable;

/** The members that fit: arrow keys move, Enter or a click opens. */
final class FoundList extends Grid<FoundMember> {

    /** Drawn by the browser: fifty rows of components would weigh on every session and every answer. */
    private static final String PERSON = """
            <div class="found-person"><span class="found-name">${item.name}</span><span class="found-kana">${item.kana}</span>${
              item.reasons.map((reason) => html`<span class="chip chip-plain">${reason}</span>`)}</div>""";

    private static final String STATES = """
            <div class="chips">${item.states.map((state, i) => html`<span class="${item.weights[i]}">${state}</span>`)}</div>""";

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
        addColumn(LitRenderer.<FoundMember>of(PERSON)
                        .withProperty("name", FoundMember::name)
                        .withProperty("kana", FoundMember::kana)
                        .withProperty("reasons", FoundList::reasons))
                .setHeader(t("member.name"))
                .setFlexGrow(3);
        addColumn(FoundList::municipality).setHeader(t("member.address")).setFlexGrow(2);
        addColumn(member -> member.phoneLast4() == null ? "" : t("member.last4", member.phoneLast4()))
                .setHeader(t("member.phone"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        addColumn(LitRenderer.<FoundMember>of(STATES)
                        .withProperty(
                                "states",
                                member -> states(member).map(Chip::getText).toList())
                        .withProperty(
                                "weights",
                                member -> states(member).map(Chip::getClassName).toList()))
                .setHeader(t("member.states"))
                .setFlexGrow(3);
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

    private static List<String> reasons(FoundMember member) {
        return member.found().stream().map(found -> found(found, member)).toList();
    }

    private static String municipality(FoundMember member) {
        return member.prefecture() == null ? "" : member.prefecture() + member.municipality();
    }

    private static Stream<Chip> states(FoundMember member) {
        var contract = member.contractState();
        return Stream.concat(
                contract == null ? Stream.of() : Stream.of(StateChips.contract(contract)),
                member.locks().stream().map(StateChips::lock));
    }

    private static String found(FoundMember.Found found, FoundMember member) {
        var label = t("member.found." + found);
        var named = found == FoundMember.Found.FORMER_NAME || found == FoundMember.Found.ALIAS;
        return named && member.foundName() != null ? t("member.found.named", label, member.foundName()) : label;
    }
}
