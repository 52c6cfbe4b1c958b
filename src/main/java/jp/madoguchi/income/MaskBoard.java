package jp.madoguchi.income;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jp.madoguchi.core.Refused;
import jp.madoguchi.ui.Shortcut;

/** The pages of one certificate and the boxes over them, a page at a time; says of each whether it may be stored. */
@StyleSheet("context://ui/income.css")
final class MaskBoard extends Div {

    private static final int GONE = 410;

    /** Behind the picture go so many zeros, which its readers ignore: they push it out of the buffers that the web server keeps. */
    private static final int TAIL = 128 * 1024;

    private final List<MaskLeaf> leaves = new ArrayList<>();
    private final Div tabs = new Div();
    private final Paragraph found = new Paragraph();
    private final Checkbox looked = new Checkbox(t("income.mask.looked"));
    private final PageMaskField page = new PageMaskField(this::boxed);
    private int shown;

    MaskBoard() {
        addClassName("mask-board");
        setVisible(false);
        tabs.addClassName("mask-tabs");
        tabs.getElement().setAttribute("role", "group");
        tabs.getElement().setAttribute("aria-label", t("income.mask.title"));
        found.addClassName("mask-found");
        found.getElement().setAttribute("role", "status");
        looked.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                leaves.get(shown).lookThrough(change.getValue());
                tell();
            }
        });
        var add = new Button(t("income.mask.add.key"), click -> page.addBox());
        Shortcut.MASK_ADD.on(this, page::addBox);
        Shortcut.MASK_PREVIOUS.on(this, () -> turn(shown - 1));
        Shortcut.MASK_FOLLOWING.on(this, () -> turn(shown + 1));
        var hide = new Paragraph(t("income.mask.hide"));
        var keys = new Paragraph(t("income.mask.keys"));
        keys.addClassName("muted");
        var side = new Div(hide, tabs, found, looked, add, keys);
        side.addClassName("mask-side");
        add(side, page);
    }

    /** Puts more pages behind those that are there, and shows the first of them. */
    void put(List<MaskLeaf> more) {
        leaves.addAll(more);
        setVisible(!leaves.isEmpty());
        turn(leaves.size() - more.size());
    }

    void clear() {
        leaves.clear();
        page.forget();
        setVisible(false);
    }

    int size() {
        return leaves.size();
    }

    List<PageMask> masks() {
        return leaves.stream().map(MaskLeaf::mask).toList();
    }

    /** Shows the first page that may not be stored yet. */
    void showOpen() {
        leaves.stream().filter(leaf -> !leaf.isDone()).findFirst().ifPresent(leaf -> turn(leaves.indexOf(leaf)));
    }

    private void turn(int to) {
        if (to < 0 || to >= leaves.size()) {
            return;
        }
        shown = to;
        var leaf = leaves.get(to);
        var number = to + 1;
        page.show(
                DownloadHandler.fromInputStream(event -> picture(event, leaf)),
                t("income.mask.page.alt", number),
                leaf.boxes());
        looked.setVisible(!leaf.facts().hasText());
        looked.setValue(leaf.isLookedThrough());
        found.setText(foundOn(leaf.facts()));
        tell();
    }

    private static DownloadResponse picture(DownloadEvent event, MaskLeaf leaf) {
        event.getResponse().setHeader("Cache-Control", "no-store");
        try {
            var png = leaf.picture();
            var content =
                    new SequenceInputStream(new ByteArrayInputStream(png), new ByteArrayInputStream(new byte[TAIL]));
            return new DownloadResponse(content, "page.png", "image/png", png.length + TAIL);
        } catch (Refused gone) {
            return DownloadResponse.error(GONE, gone.code());
        }
    }

    private static String foundOn(PageFacts facts) {
        if (!facts.suspicions().isEmpty()) {
            return t(
                    "income.mask.found",
                    facts.suspicions().stream()
                            .map(suspicion ->
                                    code("suspicion", "kind", suspicion.kind().name()))
                            .distinct()
                            .collect(Collectors.joining(t("list.separator"))));
        }
        return t(facts.hasText() ? "income.mask.found.none" : "income.mask.no-text");
    }

    private void boxed(List<Box> boxes) {
        leaves.get(shown).cover(boxes);
        tell();
    }

    private void tell() {
        tabs.removeAll();
        for (var i = 0; i < leaves.size(); i++) {
            tabs.add(tab(i));
        }
    }

    private Button tab(int index) {
        var done = leaves.get(index).isDone();
        var tab = new Button(
                t(done ? "income.mask.page.done" : "income.mask.page.open", index + 1), click -> turn(index));
        tab.addThemeVariants(ButtonVariant.SMALL);
        tab.addClassName(done ? "mask-tab-done" : "mask-tab-open");
        if (index == shown) {
            tab.addThemeVariants(ButtonVariant.PRIMARY);
            tab.getElement().setAttribute("aria-current", "page");
        }
        return tab;
    }
}
