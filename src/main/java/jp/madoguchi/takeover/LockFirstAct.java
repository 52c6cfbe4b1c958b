package jp.madoguchi.takeover;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import java.util.Optional;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.ui.ContactOpener;
import jp.madoguchi.ui.MemberAct;
import jp.madoguchi.ui.Work;

/** Lock first: the first of two clicks that stop everything, on every tab of the member page and on every channel. */
@org.springframework.stereotype.Component
class LockFirstAct implements MemberAct {

    private final TakeoverSigns signs;
    private final ContactOpener opener;
    private final Work work;

    LockFirstAct(TakeoverSigns signs, ContactOpener opener, Work work) {
        this.signs = signs;
        this.opener = opener;
        this.work = work;
    }

    @Override
    public Optional<Component> create(MemberNo memberNo) {
        if (!CurrentStaff.get().may(Permission.LOCK_SET)) {
            return Optional.empty();
        }
        var button = new Button(t("takeover.lock"), click -> new LockFirstDialog(signs, opener, work, memberNo).open());
        button.addThemeVariants(ButtonVariant.ERROR, ButtonVariant.SMALL);
        return Optional.of(button);
    }
}
