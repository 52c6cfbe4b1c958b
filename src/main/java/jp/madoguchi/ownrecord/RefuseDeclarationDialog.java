package jp.madoguchi.ownrecord;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.textfield.TextField;
import java.util.UUID;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.WordsLine;
import jp.madoguchi.ui.Work;

/** Refuses a declaration, with a word why. */
final class RefuseDeclarationDialog extends HouseDialog {

    private final OperationId id = OperationId.make();
    private final UUID declaration;
    private final OwnDeclarations declarations;
    private final Work work;
    private final Runnable saved;
    private final TextField reason = new WordsLine(t("ownrecord.refuse.reason"));

    RefuseDeclarationDialog(String name, UUID declaration, OwnDeclarations declarations, Work work, Runnable saved) {
        super(t("ownrecord.refuse.of", name), t("ownrecord.refuse"));
        this.declaration = declaration;
        this.declarations = declarations;
        this.work = work;
        this.saved = saved;
        reason.setRequiredIndicatorVisible(true);
        reason.setMaxLength(OwnDeclarations.NOTE_LIMIT);
        body(reason);
        sendOnEnter();
    }

    @Override
    protected void submit() {
        messages.clear();
        work.write(
                messages,
                id,
                () -> {
                    declarations.refuse(id, declaration, reason.getValue());
                    return declaration;
                },
                done -> end(),
                this::end);
    }

    private void end() {
        close();
        saved.run();
    }
}
