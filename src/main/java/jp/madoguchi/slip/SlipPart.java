package jp.madoguchi.slip;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.function.Supplier;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MadeFile;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;

/** The slip of the contact: print it once, then confirm that the member has it, or declare it void and make another. */
@StyleSheet("context://ui/slip.css")
public final class SlipPart extends Div {

    private final Slips slips;
    private final Work work;
    private final OpenContact contact;
    private final Slip slip;
    private final MessagePanel messages = new MessagePanel();

    public SlipPart(Slips slips, Work work, OpenContact contact, Slip slip) {
        this.slips = slips;
        this.work = work;
        this.contact = contact;
        this.slip = slip;
        addClassNames("next-step", "slip-part");
        getElement().setAttribute("role", "status");
        var title = new Paragraph(t("slip", t("slip." + slip.carries()), slip.slipNo(), slip.copyNo()));
        title.addClassName("message-what");
        add(title, messages);
        if (slip.handedOverAt() != null) {
            add(new Paragraph(t("slip.handed-over", Formats.time(slip.handedOverAt()))));
        } else if (slip.printedAt() == null) {
            add(new Paragraph(t("slip.print.hint")), sheet());
        } else {
            add(new Paragraph(t("slip.hand-over.hint")), buttons());
        }
    }

    private Anchor sheet() {
        var ui = UI.getCurrent();
        var link = MadeFile.sheet(messages, t("slip.print"), () -> {
            var pdf = slips.print(contact.contactNo(), slip.slipNo());
            var _ = ui.access(SlipPart::changed);
            return MadeFile.pdf(slip.slipNo(), pdf);
        });
        link.addClassName("slip-sheet");
        return link;
    }

    private Div buttons() {
        var taken = new Button(t("slip.hand-over"));
        taken.addThemeVariants(ButtonVariant.PRIMARY);
        taken.addClickListener(click -> {
            var id = OperationId.make();
            write(id, () -> slips.handOver(id, contact.contactNo(), slip.slipNo()));
        });
        var spoilt = new Button(t("slip.spoilt"), click -> {
            var id = OperationId.make();
            write(id, () -> slips.another(id, contact.contactNo(), slip.slipNo(), Slip.VoidReason.SPOILT));
        });
        var notTaken = new Button(t("slip.not-taken"), click -> {
            var id = OperationId.make();
            write(id, () -> slips.declareVoid(id, slip.slipNo(), Slip.VoidReason.NOT_TAKEN));
        });
        var row = new Div(taken, spoilt, notTaken);
        row.addClassName("row");
        return row;
    }

    private void write(OperationId id, Supplier<Slip> useCase) {
        work.write(messages, id, useCase, done -> changed(), SlipPart::changed);
    }

    private static void changed() {
        ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.MemberChanged());
    }
}
