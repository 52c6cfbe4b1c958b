package jp.madoguchi.ui;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import jp.madoguchi.core.Refused;
import org.jspecify.annotations.Nullable;

/** What happened, whether anything was saved, and the next step; stands where the person is looking until it is over. */
public final class MessagePanel extends Div {

    /** Whether the click took effect. */
    public enum Saved {
        YES,
        NO,
        UNKNOWN,
        /** Nothing was to be saved. */
        NOTHING
    }

    public MessagePanel() {
        addClassName("message-panel");
        getElement().setAttribute("role", "alert");
        setVisible(false);
    }

    public void refused(Refused refused) {
        show("stop", t(refused.what()), Saved.NO, t(refused.next()), refused.code());
    }

    public void denied() {
        show("stop", t("policy.RIGHT_MISSING"), Saved.NO, t("policy.RIGHT_MISSING.next"), "POLICY-001");
    }

    public void problem(String what, Saved saved, String next, @Nullable String code) {
        show("careful", what, saved, next, code);
    }

    public void good(String what, String next) {
        show("good", what, Saved.YES, next, null);
    }

    public void clear() {
        removeAll();
        setVisible(false);
    }

    private void show(String weight, String what, Saved saved, String next, @Nullable String code) {
        removeAll();
        setClassName("message-panel message-" + weight);
        var first = new Paragraph(what);
        first.addClassName("message-what");
        add(first);
        if (saved != Saved.NOTHING && saved != Saved.YES) {
            var kept = new Paragraph(t("message.saved." + saved));
            kept.addClassName("message-saved");
            add(kept);
        }
        if (!next.isBlank()) {
            var way = new Paragraph(next);
            way.addClassName("message-next");
            add(way);
        }
        if (code != null) {
            var small = new Paragraph(t("message.code", code));
            small.addClassName("message-code");
            add(small);
        }
        setVisible(true);
    }
}
