package jp.madoguchi.personal;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.identity.DocumentKind;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** Carries a report out in the contact with the member, before and after once more side by side. */
final class CarryOutDialog extends HouseDialog {

    private final PersonalDataChanges changes;
    private final Work work;
    private final OpenContact contact;
    private final ReportLine report;
    private final @Nullable Long replaces;
    private final OperationId id = OperationId.make();
    private final Select<DocumentKind> document = new Select<>();

    /** @param replaces row id of what is registered, as it was shown; null = nothing is */
    CarryOutDialog(
            PersonalDataChanges changes, Work work, OpenContact contact, ReportLine report, @Nullable Long replaces) {
        super(
                t(
                        "personal.report.title",
                        code("personal_data_change", "kind", report.kind().name())),
                t("personal.report.carry-out"));
        this.changes = changes;
        this.work = work;
        this.contact = contact;
        this.report = report;
        this.replaces = replaces;
        setWidth("38rem");
        body(ReportCard.table(report), new Paragraph(t("personal.effect." + report.kind())));
        if (report.kind() == DataKind.ADDRESS && contact.channel().inPerson()) {
            document.setLabel(t("personal.field.document"));
            document.setHelperText(t("personal.document.help"));
            document.setItems(AddressDocuments.KINDS);
            document.setItemLabelGenerator(kind -> code("document_rule", "kind", kind.name()));
            body(document);
        }
    }

    @Override
    protected void submit() {
        document.setInvalid(false);
        work.write(
                messages,
                id,
                () -> {
                    try {
                        return changes.carryOut(
                                id,
                                contact.contactNo(),
                                report.memberNo(),
                                report.ref(),
                                replaces,
                                document.getValue());
                    } catch (UnfitData unfit) {
                        document.setInvalid(true);
                        document.setErrorMessage(t(unfit.what()));
                        throw unfit;
                    }
                },
                this::done,
                this::changed);
    }

    private void done(DataOutcome outcome) {
        messages.good(t(outcome.at() == null ? "personal.asked" : "personal.done"), "");
        primary.setVisible(false);
        cancel.setText(t("button.close"));
        cancel.focus();
        changed();
    }

    private void changed() {
        getUI().ifPresent(ui -> ScreenBus.of(ui).fire(new ScreenBus.MemberChanged()));
    }
}
