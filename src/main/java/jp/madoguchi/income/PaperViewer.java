package jp.madoguchi.income;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.core.Refused;
import jp.madoguchi.ui.Shortcut;
import org.jspecify.annotations.Nullable;

/**
 * The masked pages of all papers of a sending, one at a time, fitted to the width. Each image is fetched when the browser asks
 * for it; nothing of it is kept in the session.
 */
@Tag("paper-viewer")
@JsModule("context://ui/review-desk.js")
class PaperViewer extends Component {

    private static final int GONE = 410;

    private final Pages pages;

    PaperViewer(Pages pages) {
        this.pages = pages;
        getElement().setAttribute("tabindex", "-1");
    }

    /** Opens the pages of certificates, which is recorded. */
    List<PageSet> open(List<UUID> certificates) {
        return certificates.stream().map(pages::open).toList();
    }

    void show(List<PageSet> opened) {
        show(opened, null, () -> {});
    }

    /**
     * Shows the first page of what was opened; the others are turned to.
     *
     * @param first the image of the first page, where the browser has it already
     * @param shown what follows once the first page is there
     */
    void show(List<PageSet> certificates, @Nullable Image first, Runnable shown) {
        var pane = new Div();
        pane.addClassName("paper-pane");
        pane.getElement().setAttribute("tabindex", "0");
        pane.getElement().setAttribute("role", "group");
        pane.getElement().setAttribute("aria-label", t("income.desk.paper"));
        var images = certificates.stream()
                .flatMap(opened -> opened.pages().stream().map(page -> image(pages, opened, page.number())))
                .toList();
        if (first != null) {
            pane.add(first);
            images.stream().skip(1).forEach(pane::add);
        } else {
            images.forEach(pane::add);
            images.stream()
                    .findFirst()
                    .ifPresent(image -> image.getElement().addEventListener("load", event -> shown.run()));
        }
        if (certificates.isEmpty()) {
            var none = new Div(t("income.desk.paper.none"));
            none.addClassName("paper-none");
            pane.add(none);
        }
        getElement().removeAllChildren();
        getElement().appendChild(tools().getElement(), pane.getElement());
        getElement()
                .setAttribute(
                        "pages",
                        certificates.stream().map(PageSet::ref).toList().toString());
        if (first != null) {
            shown.run();
        }
    }

    static Image image(Pages pages, PageSet opened, int number) {
        var file = DownloadHandler.fromInputStream(download -> {
                    try {
                        var png = pages.page(opened, number);
                        return new DownloadResponse(new ByteArrayInputStream(png), "page.png", "image/png", png.length);
                    } catch (Refused gone) {
                        return DownloadResponse.error(GONE, gone.code());
                    }
                })
                .inline();
        return new Image(file, t("income.desk.page", number));
    }

    private Div tools() {
        var number = new Span();
        number.addClassName("paper-number");
        var tools = new Div(
                tool("previous", "turnPage(-1)", Shortcut.PAPER_PREVIOUS),
                tool("following", "turnPage(1)", Shortcut.PAPER_FOLLOWING),
                tool("larger", "zoom(1)", Shortcut.PAPER_LARGER),
                tool("smaller", "zoom(-1)", Shortcut.PAPER_SMALLER),
                tool("turn", "turn()", Shortcut.PAPER_TURN),
                tool("light", "light()", Shortcut.PAPER_LIGHT),
                tool("reset", "reset()", Shortcut.PAPER_RESET),
                number);
        tools.addClassName("paper-tools");
        Shortcut.PAPER_SCROLL.on(this);
        return tools;
    }

    private static Button tool(String name, String act, Shortcut key) {
        var button = new Button(t("income.desk.tool." + name));
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setTooltipText(t("income.desk.tool." + name + ".key"));
        button.getElement().executeJs("this.addEventListener('click', () => this.closest('paper-viewer')." + act + ")");
        return key.on(button);
    }
}
