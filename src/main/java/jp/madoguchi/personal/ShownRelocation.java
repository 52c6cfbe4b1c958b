package jp.madoguchi.personal;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.identity.Relocation;
import jp.madoguchi.identity.ShownDocument;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.springframework.stereotype.Component;

/** From the refused check to the form of the new address, filled with what the document says. */
@Component
class ShownRelocation implements Relocation {

    private final PersonalDataChanges changes;
    private final Moves moves;
    private final Work work;

    ShownRelocation(PersonalDataChanges changes, Moves moves, Work work) {
        this.changes = changes;
        this.moves = moves;
        this.work = work;
    }

    @Override
    public Optional<Runnable> offer(OpenContact contact, MemberNo memberNo, List<ShownDocument> documents) {
        return CurrentStaff.get().may(Permission.ADDRESS_CHANGE)
                ? Optional.of(() -> open(contact, memberNo, documents))
                : Optional.empty();
    }

    private void open(OpenContact contact, MemberNo memberNo, List<ShownDocument> documents) {
        work.read(
                new MessagePanel(),
                () -> changes.read(memberNo),
                data -> data.lines().stream()
                        .filter(line -> line.kind() == DataKind.ADDRESS)
                        .findFirst()
                        .ifPresent(line ->
                                dialog(contact, memberNo, documents, line).open()));
    }

    private ChangeDialog dialog(
            OpenContact contact, MemberNo memberNo, List<ShownDocument> documents, PersonalData.Line line) {
        var written = documents.getFirst().address();
        var dialog = new ChangeDialog(
                changes,
                work,
                line.kind(),
                t("personal.move.means"),
                (id, typed) -> {
                    var result = moves.move(id, contact.contactNo(), memberNo, documents, typed, line.row());
                    var reason = result.reason();
                    return new ChangeDialog.Done(
                            result.passed(),
                            reason == null
                                    ? t("personal.move.done")
                                    : t("identity.failed", code("identity_check", "fail_reason", reason.name())),
                            result.passed() ? t("personal.effect.ADDRESS") : t("personal.move.failed"));
                },
                false);
        dialog.prefill(
                t("personal.move.document"), written == null ? "" : written, parts(written == null ? "" : written));
        dialog.whenDone(() -> ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.ContactChanged()));
        return dialog;
    }

    /** The prefecture can be told from an address; where the municipality ends, only the reader knows. */
    private Map<String, String> parts(String written) {
        return changes.prefectures().stream()
                .filter(written::startsWith)
                .findFirst()
                .map(prefecture -> Map.of("prefecture", prefecture))
                .orElse(Map.of());
    }
}
