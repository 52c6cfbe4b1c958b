package jp.madoguchi.ownrecord;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.TypedDigits;
import jp.madoguchi.ui.DateField;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;

/** Enters what a person of staff has declared in writing. */
final class DeclareDialog extends HouseDialog {

    private final OperationId id = OperationId.make();
    private final StaffNo staffNo;
    private final OwnDeclarations declarations;
    private final Work work;
    private final Runnable saved;
    private final TextField member = new TextField(t("ownrecord.member"));
    private final DateField birthDate = new DateField(t("ownrecord.birth-date"));
    private final TextField phone = new TextField(t("ownrecord.phone"));

    /** @param saved what the screen does once it waits for a second admin */
    DeclareDialog(DeclarationLine line, OwnDeclarations declarations, Work work, Runnable saved) {
        super(t("ownrecord.declare.of", line.name()), t("ownrecord.declare.send"));
        this.staffNo = line.staffNo();
        this.declarations = declarations;
        this.work = work;
        this.saved = saved;
        member.setHelperText(t("ownrecord.member.helper"));
        member.setMaxLength(20);
        birthDate.setRequiredIndicatorVisible(true);
        phone.setHelperText(t("ownrecord.phone.helper"));
        phone.setMaxLength(20);
        var before = line.declaration();
        if (before != null) {
            member.setValue(before.memberNo() == null ? "" : before.memberNo().value());
            birthDate.setValue(Formats.date(before.birthDate()));
            phone.setValue(before.phone() == null ? "" : before.phone());
        }
        body(new Paragraph(t("ownrecord.declare.explain")), member, birthDate, phone);
        sendOnEnter();
    }

    @Override
    protected void submit() {
        messages.clear();
        var number = TypedDigits.plain(member.getValue());
        member.setErrorMessage(t("ownrecord.member.wrong"));
        member.setInvalid(!number.isEmpty() && !MemberNo.isValid(number));
        var digits = TypedDigits.plain(phone.getValue());
        phone.setErrorMessage(t("ownrecord.phone.wrong"));
        phone.setInvalid(!digits.isEmpty() && !digits.matches("0[0-9]{9,10}"));
        var born = birthDate.isUnderstood() ? birthDate.date() : java.util.Optional.<java.time.LocalDate>empty();
        if (born.isEmpty()) {
            birthDate.setErrorMessage(t("date.not-a-date"));
            birthDate.setInvalid(true);
        }
        if (member.isInvalid() || phone.isInvalid() || born.isEmpty()) {
            return;
        }
        var form = new NewDeclaration(
                staffNo, number.isEmpty() ? null : new MemberNo(number), born.get(), digits.isEmpty() ? null : digits);
        work.write(
                messages,
                id,
                () -> {
                    declarations.declare(id, form);
                    return form;
                },
                done -> end(),
                this::end);
    }

    private void end() {
        close();
        saved.run();
    }
}
