package jp.madoguchi.notice;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.IFrame;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.time.Instant;

/** The member page itself with this notice alone, as narrow as a phone and as wide as there is room. */
final class NoticePreview extends Div {

    private final MemberPage page;
    private final IFrame narrow = new IFrame();
    private final IFrame wide = new IFrame();
    private final RadioButtonGroup<Boolean> japanese = new RadioButtonGroup<>(t("notice.preview.language"));
    private NoticeForm form = NoticeForm.empty();
    private Instant at = Instant.EPOCH;

    NoticePreview(MemberPage page) {
        this.page = page;
        addClassNames("card", "stack", "notice-preview");
        var title = new H2(t("notice.preview"));
        title.addClassName("card-title");
        japanese.setItems(true, false);
        japanese.setItemLabelGenerator(yes -> t(yes ? "notice.preview.japanese" : "notice.preview.english"));
        japanese.setValue(true);
        japanese.addClassName("across");
        japanese.addValueChangeListener(change -> draw());
        add(title, japanese, frame("notice.preview.narrow", narrow), frame("notice.preview.wide", wide));
        narrow.addClassName("preview-narrow");
        wide.addClassName("preview-wide");
    }

    private static Div frame(String key, IFrame frame) {
        frame.setSandbox();
        frame.setTitle(t(key));
        return new Div(new Paragraph(t(key)), frame);
    }

    /** @param at the moment at which it would be seen */
    void show(NoticeForm shown, Instant moment) {
        form = shown;
        at = moment;
        draw();
    }

    private void draw() {
        var html = page.html(form, at, japanese.getValue());
        narrow.setSrcdoc(html);
        wide.setSrcdoc(html);
    }
}
