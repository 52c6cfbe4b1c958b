package jp.madoguchi.income;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Refused;
import jp.madoguchi.render.PageImage;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/**
 * Takes in what the member hands over: files are added, their pages appear, numbers are covered, and only then anything is
 * stored. Closed before, everything is forgotten.
 */
final class IntakeDialog extends HouseDialog {

    private static final int MOST_BYTES = jp.madoguchi.render.Upload.MOST_BYTES;

    private final ContactNo contactNo;
    private final MemberNo memberNo;
    private final CertificateIntake intake;
    private final Work work;
    private final UUID sendingRef = UUID.randomUUID();
    private final List<UnmaskedPage> pages = new ArrayList<>();
    private final Select<CertificateKind> kind = new Select<>();
    private final Upload upload = new Upload(new Receiving());
    private final Paragraph progress = new Paragraph();
    private final MaskBoard board = new MaskBoard();
    private OperationId id = OperationId.make();

    /** @param caged whether files are opened by a process that is locked away; said where they are not */
    IntakeDialog(ContactNo contactNo, MemberNo memberNo, CertificateIntake intake, boolean caged, Work work) {
        super(t("income.intake.title"), t("income.intake.save"));
        this.contactNo = contactNo;
        this.memberNo = memberNo;
        this.intake = intake;
        this.work = work;
        setWidth("min(76rem, 96vw)");
        kind.setLabel(t("income.intake.kind"));
        kind.setItems(CertificateKind.values());
        kind.setItemLabelGenerator(value ->
                value == null ? t("income.intake.kind.later") : code("income_certificate", "kind", value.name()));
        kind.setEmptySelectionAllowed(true);
        kind.setEmptySelectionCaption(t("income.intake.kind.later"));
        upload.setUploadButton(new Button(t("income.intake.choose")));
        upload.setDropLabel(new Span(t("income.intake.drop")));
        upload.setMaxFileSize(MOST_BYTES);
        upload.addFileRejectedListener(rejected -> refuseSize());
        upload.addAllFinishedListener(finished -> upload.clearFileList());
        progress.getElement().setAttribute("role", "status");
        var what = new Paragraph(t("income.intake.what"));
        what.addClassName("muted");
        var top = new Div(kind, upload);
        top.addClassName("intake-top");
        if (!caged) {
            body(new Chip(t("income.intake.uncaged"), Chip.Weight.CAREFUL));
        }
        body(top, what, progress, board);
        primary.setVisible(false);
    }

    /** The bytes stay in this call; what is made of them stays in the dialog. */
    private final class Receiving implements UploadHandler {

        @Override
        public void handleUploadRequest(UploadEvent event) throws IOException {
            var ui = event.getUI();
            var name = event.getFileName();
            ui.access(() -> progress.setText(t("income.intake.reading", name)));
            try (var input = event.getInputStream()) {
                var content = input.readNBytes(MOST_BYTES + 1);
                var images = intake.read(
                        content,
                        name,
                        (done, of) -> ui.access(() -> progress.setText(t("income.intake.drawing", name, done, of))));
                ui.access(() -> put(images));
            } catch (Refused refused) {
                ui.access(() -> refuse(refused));
            }
        }

        @Override
        public long getFileSizeMax() {
            return MOST_BYTES;
        }

        @Override
        public long getRequestSizeMax() {
            return MOST_BYTES;
        }

        @Override
        public long getFileCountMax() {
            return 1;
        }
    }

    /** The browser does not even send it. */
    private void refuseSize() {
        messages.problem(t("refused.RENDER-003"), MessagePanel.Saved.NO, t("refused.RENDER-003.next"), "RENDER-003");
    }

    private void refuse(Refused refused) {
        progress.setText("");
        upload.clearFileList();
        messages.refused(refused);
    }

    private void put(List<PageImage> images) {
        progress.setText("");
        messages.clear();
        if (pages.size() + images.size() > CertificateIntake.MOST_PAGES) {
            refuse(new IncompleteCertificate());
            return;
        }
        var first = pages.size() + 1;
        var more = Stream.iterate(0, i -> i < images.size(), i -> i + 1)
                .map(i -> UnmaskedPage.of(first + i, images.get(i)))
                .toList();
        pages.addAll(more);
        board.put(
                more.stream().map(page -> new MaskLeaf(page.facts(), page::png)).toList());
        primary.setVisible(true);
    }

    @Override
    protected void submit() {
        if (pages.isEmpty()) {
            messages.problem(t("income.intake.empty"), MessagePanel.Saved.NO, t("income.intake.empty.next"), null);
            return;
        }
        var form = new NewCertificate(kind.getValue(), sendingRef, List.copyOf(pages), board.masks());
        work.write(messages, id, () -> intake.takeIn(id, contactNo, memberNo, form), taken -> done(), this::done);
        board.showOpen();
    }

    /** The next one of the same sending begins empty. */
    private void done() {
        id = OperationId.make();
        pages.clear();
        board.clear();
        kind.clear();
        primary.setVisible(false);
        cancel.setText(t("income.intake.close"));
        messages.good(t("income.intake.done"), t("income.intake.another"));
        IntakeAction.changed(UI.getCurrent());
    }
}
