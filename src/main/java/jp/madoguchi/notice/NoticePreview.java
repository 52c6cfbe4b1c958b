package jp.madoguchi.notice;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.IFrame;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;

/** The page of the members as it will be, as narrow as a phone and as wide as a screen. */
final class NoticePreview extends Div {

    private final IFrame narrow = new IFrame();
    private final IFrame wide = new IFrame();
    private final RadioButtonGroup<Boolean> japanese = new RadioButtonGroup<>(t("notice.preview.language"));
    private MemberPage.Drawn drawn = new MemberPage.Drawn("", "");

    NoticePreview() {
        addClassNames("card", "stack", "notice-preview");
        var title = new H2(t("notice.preview"));
        title.addClassName("card-title");
        var means = new Paragraph(t("notice.preview.means"));
        means.addClassName("muted");
        japanese.setItems(true, false);
        japanese.setItemLabelGenerator(yes -> t(yes ? "notice.preview.japanese" : "notice.preview.english"));
        japanese.setValue(true);
        japanese.addClassName("across");
        japanese.addValueChangeListener(change -> draw());
        add(title, means, japanese, frame("notice.preview.narrow", narrow), frame("notice.preview.wide", wide));
        narrow.addClassName("preview-narrow");
        wide.addClassName("preview-wide");
    }

    private static Div frame(String key, IFrame frame) {
        frame.setSandbox();
        frame.setTitle(t(key));
        var window = new Div(frame);
        window.addClassName("preview-window");
        return new Div(new Paragraph(t(key)), window);
    }

    void show(MemberPage.Drawn page) {
        drawn = page;
        draw();
    }

    private void draw() {
        var html = japanese.getValue() ? drawn.japanese() : drawn.english();
        narrow.setSrcdoc(html);
        wide.setSrcdoc(html);
    }
}
