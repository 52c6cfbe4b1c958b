package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** All cautions of a member with source, date and history; recorded and ended from here while the contact is with the member. */
@StyleSheet("context://ui/contact.css")
final class CautionsDialog extends HouseDialog {

    private final MemberNo memberNo;
    private final Cautions cautions;
    private final Work work;
    private final Div lines = new Div();
    private @Nullable OpenContact contact;

    CautionsDialog(MemberNo memberNo, Cautions cautions, Contacts contacts, Work work) {
        super(t("contact.caution.title"), t("contact.caution.add"));
        this.memberNo = memberNo;
        this.cautions = cautions;
        this.work = work;
        setWidth("46rem");
        cancel.setText(t("button.close"));
        lines.addClassName("cautions");
        body(lines);
        work.read(
                messages,
                contacts::front,
                front -> contact = front.filter(open -> open.isWith(memberNo)).orElse(null));
        primary.setVisible(contact != null);
        if (contact == null) {
            var why = new Paragraph(t("contact.caution.needs-contact"));
            why.addClassName("muted");
            body(why);
        }
        refresh();
    }

    private void refresh() {
        work.read(messages, () -> cautions.of(memberNo), this::show);
    }

    private void show(List<CautionLine> found) {
        lines.removeAll();
        if (found.isEmpty()) {
            var none = new Paragraph(t("contact.caution.none"));
            none.addClassName("muted");
            lines.add(none);
            return;
        }
        var list = new UnorderedList();
        found.forEach(line -> list.add(item(line)));
        lines.add(list);
    }

    private ListItem item(CautionLine line) {
        var facts = new Div(what(line), origin(line));
        facts.addClassName("caution-facts");
        var item = new ListItem(facts);
        item.addClassNames("caution", line.holds() ? "caution-holds" : "caution-ended");
        var open = contact;
        if (line.holds() && open != null && line.caution().kind().isRecordedInContact()) {
            var end = new Button(
                    t("contact.caution.end"),
                    click -> new EndCautionDialog(open.contactNo(), memberNo, line, cautions, work, this::changed)
                            .open());
            end.setAriaLabel(t("contact.caution.end-this", line.caution().kind().words()));
            item.add(end);
        }
        return item;
    }

    private static Component what(CautionLine line) {
        if (line.holds()) {
            return CautionWords.chip(line.caution());
        }
        var particulars = CautionWords.particulars(line.caution());
        var words = line.caution().kind().words();
        return new Span(particulars.isEmpty() ? words : t("member.detail", words, particulars));
    }

    private static Div origin(CautionLine line) {
        var origin = new Div(new Span(CautionWords.origin(line.caution())));
        origin.addClassName("caution-origin");
        if (line.madeByName() != null) {
            origin.add(new Span(line.madeByName()));
        }
        var endedAt = line.endedAt();
        var reason = line.endReason();
        if (endedAt != null) {
            origin.add(new Span(
                    reason == null
                            ? t("contact.caution.ended", Formats.dateTime(endedAt))
                            : t(
                                    "contact.caution.ended-by",
                                    Formats.dateTime(endedAt),
                                    code("contact_restriction", "end_reason", reason.name()),
                                    String.valueOf(line.endedBy()))));
        }
        return origin;
    }

    private void changed() {
        refresh();
        ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.MemberChanged());
    }

    @Override
    protected void submit() {
        var open = contact;
        if (open != null) {
            new AddCautionDialog(open.contactNo(), memberNo, cautions, work, this::changed).open();
        }
    }
}
