package jp.madoguchi.auditdesk;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.WordsArea;
import jp.madoguchi.ui.Work;

/** Asks a second person to agree that the entries of a filter are taken out. */
final class ExportDialog extends HouseDialog {

    private final TrailFilter filter;
    private final TrailExports exports;
    private final Work work;
    private final OperationId operation = OperationId.make();
    private final WordsArea reason = new WordsArea(t("auditdesk.export.reason"));

    ExportDialog(TrailFilter filter, TrailExports exports, Work work) {
        super(t("auditdesk.export.ask"), t("auditdesk.export.ask.send"));
        this.filter = filter;
        this.exports = exports;
        this.work = work;
        reason.setMaxLength(TrailExports.REASON);
        reason.setWidthFull();
        body(new Paragraph(t("auditdesk.export.ask.explain", TrailExports.MOST)), reason);
    }

    @Override
    protected void submit() {
        work.write(
                messages,
                operation,
                () -> exports.request(operation, filter, reason.getValue()),
                ref -> asked(),
                this::asked);
    }

    private void asked() {
        close();
        UI.getCurrent().navigate(TrailExportsView.class);
    }
}
