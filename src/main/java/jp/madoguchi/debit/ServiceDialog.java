package jp.madoguchi.debit;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** Asks for a change of bank account, direct debit or due-date mail; a refusal stands at its field, and nothing typed is lost. */
final class ServiceDialog extends HouseDialog {

    private static final int DEFAULT_LEAD = 3;
    private static final int LONGEST_LEAD = 7;

    private final BankServiceChanges changes;
    private final Work work;
    private final ContactNo contactNo;
    private final MemberNo memberNo;
    private final ServiceKind kind;
    private final BankServices services;
    private final OperationId id = OperationId.make();
    private final RadioButtonGroup<Boolean> on = new RadioButtonGroup<>(t("debit.on-or-off"));
    private final ComboBox<Bank> bank = new ComboBox<>(t("debit.field.bank"));
    private final ComboBox<Bank.Branch> branch = new ComboBox<>(t("debit.field.branch"));
    private final ComboBox<AccountKind> accountKind = new ComboBox<>(t("debit.field.kind"));
    private final TextField last3 = new TextField(t("debit.field.last3"));
    private final IntegerField days = new IntegerField(t("debit.field.days"));
    private final ComboBox<ChangeReason> reason = new ComboBox<>(t("debit.reason"));

    ServiceDialog(
            BankServiceChanges changes,
            Banks banks,
            Work work,
            ContactNo contactNo,
            MemberNo memberNo,
            ServiceKind kind,
            BankServices services) {
        super(t("debit.dialog", t("debit.kind." + kind)), t("debit.send"));
        this.changes = changes;
        this.work = work;
        this.contactNo = contactNo;
        this.memberNo = memberNo;
        this.kind = kind;
        this.services = services;
        setWidth("38rem");
        on.setItems(true, false);
        on.setItemLabelGenerator(each -> t(each ? label() : "debit.turn-off"));
        on.setValue(true);
        on.setVisible(services.row(kind) != null);
        on.addValueChangeListener(change -> showFields());
        reason.setItems(ChangeReason.values());
        reason.setItemLabelGenerator(each -> t("debit.reason." + each));
        reason.setValue(ChangeReason.MEMBER_WISH);
        fillAccount(banks);
        days.setMin(1);
        days.setMax(LONGEST_LEAD);
        days.setStepButtonsVisible(true);
        days.setManualValidation(true);
        var mail = services.mail();
        days.setValue(mail == null ? DEFAULT_LEAD : mail.daysBefore());
        var grid = new Div();
        grid.addClassName("form-grid");
        fields().forEach(grid::add);
        grid.add(reason);
        body(new Paragraph(t("debit.means." + kind)), on, grid);
        if (kind == ServiceKind.DIRECT_DEBIT && services.row(kind) != null) {
            on.setValue(false);
        }
        showFields();
        sendOnEnter();
    }

    private String label() {
        return kind == ServiceKind.DIRECT_DEBIT ? "debit.turn-on" : "debit.turn-to";
    }

    private void fillAccount(Banks banks) {
        bank.setItems((each, typed) -> Banks.fits(typed, each.code(), each.name(), each.kana()), banks.all());
        bank.setItemLabelGenerator(each -> each.code() + " " + each.name());
        bank.addValueChangeListener(change -> {
            var chosen = change.getValue();
            branch.clear();
            branch.setItems(
                    (each, typed) -> Banks.fits(typed, each.code(), each.name(), each.kana()),
                    chosen == null ? List.of() : chosen.branches());
        });
        branch.setItemLabelGenerator(each -> each.code() + " " + each.name());
        branch.setItems(List.of());
        accountKind.setItems(AccountKind.values());
        accountKind.setItemLabelGenerator(each -> t("debit.account-kind." + each));
        accountKind.setValue(AccountKind.ORDINARY);
        last3.setHelperText(t("debit.last3.help"));
        last3.setMaxLength(3);
        last3.setAllowedCharPattern("[0-9]");
    }

    private List<Component> fields() {
        return switch (kind) {
            case BANK_ACCOUNT -> List.of(bank, branch, accountKind, last3);
            case DIRECT_DEBIT -> List.of();
            case DUE_DATE_MAIL -> List.of(days);
        };
    }

    private void showFields() {
        fields().forEach(field -> field.setVisible(on.getValue()));
    }

    @Override
    protected void submit() {
        fields().forEach(field -> ((HasValidation) field).setInvalid(false));
        reason.setInvalid(false);
        var why = reason.getValue();
        if (why == null) {
            reason.setErrorMessage(t("debit.reason.missing"));
            reason.setInvalid(true);
            return;
        }
        var form = new ServiceForm(kind, why, on.getValue() ? wanted() : null, services.row(kind));
        work.write(
                messages,
                id,
                () -> {
                    try {
                        return changes.request(id, contactNo, memberNo, form);
                    } catch (UnfitService unfit) {
                        mark(unfit);
                        throw unfit;
                    }
                },
                this::done,
                this::changed);
    }

    private ServiceForm.On wanted() {
        var chosen = bank.getValue();
        var at = branch.getValue();
        var account = services.account();
        return switch (kind) {
            case BANK_ACCOUNT ->
                new ServiceForm.On(
                        chosen == null ? null : chosen.code(),
                        null,
                        at == null ? null : at.code(),
                        null,
                        accountKind.getValue(),
                        last3.getValue(),
                        null,
                        null);
            case DIRECT_DEBIT ->
                new ServiceForm.On(null, null, null, null, null, null, account == null ? null : account.row(), null);
            case DUE_DATE_MAIL -> new ServiceForm.On(null, null, null, null, null, null, null, days.getValue());
        };
    }

    private void mark(UnfitService unfit) {
        var field = field(unfit.field());
        if (field instanceof HasValidation validated) {
            validated.setInvalid(true);
            validated.setErrorMessage(t(unfit.what()));
            field.getElement().callJsFunction("focus");
        }
    }

    private @Nullable Component field(String name) {
        return switch (name) {
            case "bank" -> bank;
            case "branch" -> branch;
            case "kind" -> accountKind;
            case "last3" -> last3;
            case "days" -> days;
            default -> null;
        };
    }

    private void done(UUID request) {
        messages.good(t("debit.asked"), t("debit.asked.next"));
        primary.setVisible(false);
        cancel.setText(t("button.close"));
        cancel.focus();
        changed();
    }

    private void changed() {
        getUI().ifPresent(ui -> ScreenBus.of(ui).fire(new ScreenBus.MemberChanged()));
    }
}
